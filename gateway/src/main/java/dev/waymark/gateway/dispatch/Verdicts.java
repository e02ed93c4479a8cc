package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.outbox.Attempt;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows from an outcome: the next attempt by the schedule, or the end. Thread-safe. */
final class Verdicts {

    private final Clocks clocks;
    private final Sealing sealing;
    private final RandomGenerator random;

    Verdicts(Clocks clocks, Sealing sealing, RandomGenerator random) {
        this.clocks = clocks;
        this.sealing = sealing;
        this.random = random;
    }

    Conclusion after(Prepared.Ready ready, SendOutcome outcome, Instant at, Duration took) {
        Claimed claimed = ready.claimed();
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return new Conclusion(
                    claimed,
                    Optional.of(attempt(ready, "accepted", outcome, at, took)),
                    new Conclusion.Ended("delivered", "sent", Optional.of(ready.rendered()), accepted.farId()));
        }
        if (outcome instanceof SendOutcome.Deferred deferred) {
            Optional<Duration> wait = RetrySchedule.afterDeferral(
                    claimed.channel(), claimed.attempts() - claimed.refusals(), deferred.retryAfter(), random);
            return new Conclusion(
                    claimed,
                    Optional.of(attempt(ready, "deferred", outcome, at, took)),
                    again(claimed, wait, outcome, false));
        }
        if (outcome instanceof SendOutcome.Closed) {
            return new Conclusion(
                    claimed, Optional.of(attempt(ready, "closed", outcome, at, took)), new Conclusion.LaneClosed());
        }
        Optional<Duration> wait = RetrySchedule.afterRefusal(claimed.channel(), claimed.refusals() + 1, random);
        return new Conclusion(
                claimed,
                Optional.of(attempt(ready, "refused", outcome, at, took)),
                again(claimed, wait, outcome, true));
    }

    private Conclusion.Next again(Claimed claimed, Optional<Duration> wait, SendOutcome outcome, boolean refused) {
        if (wait.isPresent()) {
            return new Conclusion.Again(clocks.steady().plus(wait.get()), refused);
        }
        // A text that nobody takes is left out: it would be stale. The others wait as dead letters for somebody to
        // look.
        String state = claimed.channel() == ChannelKind.SMS ? "left-out" : "dead";
        return new Conclusion.Ended(state, outcome.code(), Optional.empty(), Optional.empty());
    }

    private Attempt attempt(Prepared.Ready ready, String kind, SendOutcome outcome, Instant at, Duration took) {
        Cell cell = new Cell(
                "attempt",
                "detail",
                ready.claimed().id() + "/" + ready.claimed().fence());
        return new Attempt(
                at,
                kind,
                outcome.code(),
                outcome.answered(),
                took,
                outcome.words().map(words -> sealing.seal(ready.key(), cell, Buffer.buffer(words))));
    }
}
