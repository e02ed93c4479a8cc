package dev.waymark.gateway.messages;

import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message on a case, without its text, which is sealed.
 *
 * @param partners those addressed, in the writer's order
 * @param managers whether those who manage the case are addressed
 * @param answerWithin how long those addressed have to answer
 */
public record PostedMessage(
        CaseId caseId,
        MessageId id,
        Author author,
        String ownId,
        List<PartnerId> partners,
        boolean managers,
        Optional<MessageId> inReplyTo,
        Optional<Duration> answerWithin,
        Instant postedAt) {

    /** What stands where a milestone has its code. */
    public static final MilestoneCode CODE = new MilestoneCode("message.posted");

    public PostedMessage {
        partners = List.copyOf(partners);
    }

    /** Until when an answer is asked for. */
    public Optional<Instant> answerBy() {
        return answerWithin.map(postedAt::plus);
    }

    /** Its writer, those addressed and the case's managers. */
    public boolean isSeenBy(CaseViewer viewer) {
        return viewer.partner()
                .map(partner -> partners.contains(partner) || author.partner().equals(Optional.of(partner)))
                .orElse(true);
    }
}
