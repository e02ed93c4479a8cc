package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Sealed;
import java.time.Instant;
import java.util.Optional;

/**
 * A notification as it stands now.
 *
 * @param sequence its number in the partner's inbox; empty for contacts and people
 * @param state {@code due}, {@code delivered}, {@code kept}, {@code left-out} or {@code dead}
 * @param token the token of {@code <publicUrl>/a/<token>}, sealed; of those who read behind a link
 * @param unsubscribeToken the token of {@code <publicUrl>/u/<token>}, sealed; of people's mail
 */
public record Notification(
        CaseId caseId,
        NotificationId id,
        MilestoneId milestone,
        Optional<TaskId> task,
        Purpose purpose,
        Recipient recipient,
        ChannelKind channel,
        String template,
        Optional<PartnerId> partner,
        Optional<Long> sequence,
        String state,
        String reason,
        Instant madeAt,
        Optional<Instant> sentAt,
        Optional<Instant> acknowledgedAt,
        Optional<Instant> cancelledAt,
        Optional<Sealed> token,
        Optional<Sealed> unsubscribeToken) {

    /** Where the link's token stands. */
    public static Cell tokenCell(NotificationId id) {
        return new Cell("notification", "token", id.toString());
    }

    /** Where the token of the link that ends such mail stands. */
    public static Cell unsubscribeTokenCell(NotificationId id) {
        return new Cell("notification", "unsubscribe_token", id.toString());
    }

    /** Where the message as sent stands. */
    public static Cell renderedCell(NotificationId id) {
        return new Cell("notification", "rendered", id.toString());
    }

    /** Where {@code {"by","note"}} of its acknowledgement stands. */
    public static Cell acknowledgedByCell(NotificationId id) {
        return new Cell("notification", "acknowledged_by", id.toString());
    }
}
