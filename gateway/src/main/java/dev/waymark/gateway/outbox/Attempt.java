package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.sealing.Cell;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt as it is kept.
 *
 * @param at business time at which it began
 * @param outcome {@code accepted}, {@code deferred}, {@code refused} or {@code closed}
 * @param code what the far side said, as a code: {@code http-503}
 * @param answered whether the far side was reached
 * @param words the far side's own words, sealed
 */
public record Attempt(
        Instant at, String outcome, String code, boolean answered, Duration took, Optional<Buffer> words) {

    /** Where the far side's words of the attempt under that fence stand. */
    public static Cell wordsCell(NotificationId id, long fence) {
        return new Cell("attempt", "detail", id + "/" + fence);
    }
}
