package dev.waymark.gateway.intake;

import java.time.Duration;

/**
 * How intake gathers, and how much of what waits to join it keeps.
 *
 * @param roundRows events that one statement takes at most
 * @param roundWeight bytes of content that one statement takes at most, unless one event alone has more
 * @param roundsInFlight statements at once
 * @param queuedEvents events that may wait; past it {@code 503 unavailable}
 * @param queuedWeight bytes of content that may wait
 * @param roundTimeout after which a round counts as lost
 * @param parkedEvents parked events of one partner (protocol, section 3)
 * @param parkedFor how long an event stays parked (section 3)
 */
public record IntakeSettings(
        int roundRows,
        int roundWeight,
        int roundsInFlight,
        int queuedEvents,
        int queuedWeight,
        Duration roundTimeout,
        int parkedEvents,
        Duration parkedFor) {

    /** As measured on two cores with the database beside: more rounds at once only make them smaller. */
    public static final IntakeSettings DEFAULTS =
            new IntakeSettings(256, 4 << 20, 2, 8_192, 64 << 20, Duration.ofSeconds(15), 10_000, Duration.ofDays(90));

    public IntakeSettings withParkedEvents(int limit) {
        return new IntakeSettings(
                roundRows, roundWeight, roundsInFlight, queuedEvents, queuedWeight, roundTimeout, limit, parkedFor);
    }
}
