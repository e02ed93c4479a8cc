package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.sealing.Cell;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert to the people who manage a case.
 *
 * @param kind as on the wire (protocol, section 9): {@code milestone}, {@code unowned}, {@code reply} …
 * @param severity {@code info}, {@code warning} or {@code urgent}
 * @param once names the transition; a second alert with the same name is not raised
 * @param words what somebody wrote, sealed under the case's key in {@link #wordsCell}; titles are made when it is read
 * @param clock of an alert about a clock: whose it is, and when it runs out
 */
public record NewAlert(
        CaseId caseId,
        AlertId id,
        ProgramId program,
        String kind,
        String code,
        String severity,
        Optional<MilestoneId> milestone,
        Optional<NotificationId> notification,
        boolean ackRequired,
        String once,
        Optional<Buffer> words,
        Optional<OfClock> clock) {

    /** Whose clock it is, as far as it is a partner's, and when it runs out. */
    public record OfClock(Optional<PartnerId> partner, Instant expectedBy) {}

    /** Where the words stand. */
    public static Cell wordsCell(AlertId id) {
        return new Cell("alert", "words", id.toString());
    }
}
