package dev.waymark.gateway.fanout;

import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.PartnerId;
import java.util.List;
import java.util.Optional;

/** Which messages of a case answer which. Pure. */
public final class Replies {

    private final Situation situation;
    private final ReachPartner reach;

    public Replies(Situation situation) {
        this.situation = situation;
        this.reach = new ReachPartner(situation);
    }

    /** Whether it replies to this question, and tells who asked; one who left the case, or is disabled, cannot be told. */
    boolean answers(PostedMessage reply, PostedMessage question) {
        boolean told = question.author()
                .partner()
                .map(partner -> reply.partners().contains(partner)
                        || reach.active(partner).isEmpty())
                .orElse(reply.managers());
        return told && reply.inReplyTo().equals(Optional.of(question.id()));
    }

    /** What this partner answered, in no order. */
    public List<PostedMessage> answersOf(PartnerId partner, PostedMessage question) {
        return situation.messages().values().stream()
                .filter(reply -> reply.author().partner().equals(Optional.of(partner)))
                .filter(reply -> answers(reply, question))
                .toList();
    }
}
