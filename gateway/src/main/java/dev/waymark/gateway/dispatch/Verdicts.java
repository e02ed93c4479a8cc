package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.sms.TwilioOutcome;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.outbox.Attempt;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.LaneSignal;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What follows from an outcome: the next attempt by the schedule, or the end. Thread-safe. */
final class Verdicts {

    /** Codes of attempts that ended on this side. */
    private static final Set<String> OWN = Set.of("busy", "closing");

    private static final Duration AFTER_CLOSED = Duration.ofSeconds(5);

    private final Clocks clocks;
    private final Sealing sealing;
    private final RandomGenerator random;

    Verdicts(Clocks clocks, Sealing sealing, RandomGenerator random) {
        this.clocks = clocks;
        this.sealing = sealing;
        this.random = random;
    }

    Conclusion after(Prepared.Ready ready, SendOutcome outcome, Instant at, Duration took) {
        LaneSignal signal = signal(ready, outcome);
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return conclusion(
                    ready,
                    attempt(ready, "accepted", outcome, at, took),
                    new Conclusion.Ended(
                            "delivered",
                            Reason.SENT.code(),
                            Optional.of(ready.rendered()),
                            accepted.farId(),
                            Optional.of(ready.content())),
                    signal);
        }
        if (outcome instanceof SendOutcome.Deferred deferred) {
            return conclusion(
                    ready,
                    attempt(ready, "deferred", outcome, at, took),
                    again(ready.claimed(), deferred, deferred.retryAfter()),
                    signal);
        }
        if (outcome instanceof SendOutcome.Closed) {
            // Its lane is closed, so that it waits there; where it is not, since the address is another one by now, it
            // goes there next.
            return conclusion(
                    ready,
                    attempt(ready, "closed", outcome, at, took),
                    new Conclusion.Again(clocks.steady().plus(AFTER_CLOSED), false),
                    signal);
        }
        SendOutcome.Refused refused = (SendOutcome.Refused) outcome;
        return conclusion(
                ready,
                attempt(ready, "refused", outcome, at, took),
                againRefused(ready.claimed(), refused, refused.retryAfter()),
                signal);
    }

    private static Conclusion conclusion(
            Prepared.Ready ready, Attempt attempt, Conclusion.Next next, LaneSignal signal) {
        return new Conclusion(ready.claimed(), Optional.of(attempt), next, signal);
    }

    /** Only what the far side did counts for or against it. */
    private LaneSignal signal(Prepared.Ready ready, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Closed && ready.endpoint().isPresent()) {
            return new LaneSignal.Gone(ready.endpoint().get());
        }
        if (OWN.contains(outcome.code()) || (outcome instanceof SendOutcome.Refused && !outcome.answered())) {
            return new LaneSignal.Nothing();
        }
        if (outcome instanceof SendOutcome.Deferred deferred) {
            Optional<Instant> until =
                    deferred.retryAfter().map(RetrySchedule::atMostADay).map(clocks.steady()::plus);
            return deferred.answered()
                            && !deferred.everyMessage()
                            && !deferred.code().startsWith("http-5")
                    ? new LaneSignal.Busy(until)
                    : new LaneSignal.Failed(deferred.code(), until);
        }
        return new LaneSignal.Answered();
    }

    private Conclusion.Next again(Claimed claimed, SendOutcome outcome, Optional<Duration> retryAfter) {
        int deferrals = claimed.concluded() + 1 - claimed.refusals();
        Optional<Duration> wait = RetrySchedule.afterDeferral(claimed.channel(), deferrals, retryAfter, random);
        return again(claimed, wait, outcome, false);
    }

    private Conclusion.Next againRefused(Claimed claimed, SendOutcome outcome, Optional<Duration> retryAfter) {
        int refusals = claimed.refusals() + 1;
        Optional<Duration> wait = RetrySchedule.afterRefusal(claimed.channel(), refusals, retryAfter, random);
        return again(claimed, wait, outcome, true);
    }

    private Conclusion.Next again(Claimed claimed, Optional<Duration> wait, SendOutcome outcome, boolean refused) {
        if (wait.isPresent()) {
            return new Conclusion.Again(clocks.steady().plus(wait.get()), refused);
        }
        // A text that nobody takes is left out: it would be stale. The others wait as dead letters for somebody to
        // look.
        String state = claimed.channel() == ChannelKind.SMS ? "left-out" : "dead";
        return Conclusion.Ended.unsent(state, reason(outcome));
    }

    private static String reason(SendOutcome outcome) {
        return outcome.code().equals(TwilioOutcome.OPTED_OUT_CODE) ? Reason.OPTED_OUT.code() : outcome.code();
    }

    private Attempt attempt(Prepared.Ready ready, String kind, SendOutcome outcome, Instant at, Duration took) {
        Cell cell = Attempt.wordsCell(ready.claimed().id(), ready.claimed().fence());
        return new Attempt(
                at,
                kind,
                outcome.code(),
                outcome.answered(),
                took,
                outcome.words().map(words -> sealing.seal(ready.key(), cell, Buffer.buffer(words))));
    }
}
