package dev.waymark.gateway.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided for one message, and why.
 */
public sealed interface Decision {

    Reason reason();

    /**
     * Goes out.
     *
     * @param notBefore business time; later than now means held
     * @param giveUpAt business time from which it is stale and left out; empty: never
     */
    record Send(Instant notBefore, Optional<Instant> giveUpAt, Reason reason) implements Decision {}

    /** Stands in the partner's inbox; nothing is sent. */
    record Keep(Reason reason) implements Decision {}

    /** Is not sent. The row stays, with its reason. */
    record LeaveOut(Reason reason) implements Decision {}
}
