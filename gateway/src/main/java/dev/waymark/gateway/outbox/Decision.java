package dev.waymark.gateway.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided for one message, and why. {@code reason} is a code: {@code due}, {@code quiet-hours}, {@code
 * no-consent} …
 */
public sealed interface Decision {

    String reason();

    /**
     * Goes out.
     *
     * @param notBefore business time; later than now means held
     * @param giveUpAt business time from which it is stale and left out; empty: never
     */
    record Send(Instant notBefore, Optional<Instant> giveUpAt, String reason) implements Decision {}

    /** Stands in the partner's inbox; nothing is sent. */
    record Keep(String reason) implements Decision {}

    /** Is not sent. The row stays, with its reason. */
    record LeaveOut(String reason) implements Decision {}
}
