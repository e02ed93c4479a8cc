package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A notification as planned.
 *
 * @param template what it says: the name of a template, or the CloudEvents type of a partner's notification
 * @param partner whose inbox or contact it is; empty for people
 * @param addressHash keyed hash of the number or mail address that it goes to
 * @param link the page behind it, for those who read there
 * @param unsubscribe the page that ends such mail, for people's mail
 * @param language that of its reader, BCP 47; empty for what machines read
 */
public record NewNotification(
        CaseId caseId,
        NotificationId id,
        MilestoneId milestone,
        Optional<TaskId> task,
        Purpose purpose,
        Recipient recipient,
        ChannelKind channel,
        String template,
        Optional<PartnerId> partner,
        Optional<Buffer> addressHash,
        Optional<Link> link,
        Optional<Link> unsubscribe,
        Lane lane,
        Optional<String> language,
        Decision decision) {

    /** The token of a link: its hash finds it, the sealed token goes into the message on every attempt. */
    public record Link(Buffer tokenHash, Buffer sealedToken) {}

    /** Whether it takes a number in the partner's inbox: what is left out does not, so that there are no holes. */
    boolean isNumbered() {
        return recipient instanceof Recipient.OfPartner && !(decision instanceof Decision.LeaveOut);
    }
}
