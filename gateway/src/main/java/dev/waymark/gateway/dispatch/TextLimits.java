package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.outbox.PgSentLately.Lately;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How many texts one number gets; 0: no limit. What is beyond waits. Pure. */
public record TextLimits(int perHour, int perDay) {

    public static final TextLimits STANDARD = new TextLimits(6, 20);

    /** Until what is under way to the same number is known to be sent or not. */
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    /** When the next one may go; empty: now. */
    Optional<Instant> heldUntil(Lately lately, Instant now) {
        return Stream.of(free(lately, perHour, Duration.ofHours(1), now), free(lately, perDay, Duration.ofDays(1), now))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static Optional<Instant> free(Lately lately, int most, Duration window, Instant now) {
        if (most == 0) {
            return Optional.empty();
        }
        Instant from = now.minus(window);
        long sent = lately.sent().stream().filter(from::isBefore).count();
        if (sent >= most) {
            return Optional.of(lately.sent().get(most - 1).plus(window));
        }
        return sent + lately.underWay() >= most ? Optional.of(now.plus(A_MOMENT)) : Optional.empty();
    }
}
