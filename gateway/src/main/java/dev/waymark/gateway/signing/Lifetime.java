package dev.waymark.gateway.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When one of the gateway's own keys is in use: {@code nbf} and {@code exp} of its file, each where given.
 *
 * <pre>
 *   signing   in the JWKS ─▶ begins: signs ─▶ ends ─▶ in the JWKS, 7 days ─▶ over
 *   reading                  begins: in the JWKS ─▶ ends ─▶ read, 7 days ─▶ over
 * </pre>
 */
record Lifetime(Optional<Instant> begins, Optional<Instant> ends) {

    /** Protocol, section 6. */
    static final Duration AFTERWARDS = Duration.ofDays(7);

    boolean hasBegun(Instant now) {
        return begins.map(from -> !now.isBefore(from)).orElse(true);
    }

    /** Whether {@code now} lies between beginning and end. */
    boolean isLive(Instant now) {
        return hasBegun(now) && ends.map(now::isBefore).orElse(true);
    }

    Optional<Instant> over() {
        return ends.map(end -> end.plus(AFTERWARDS));
    }

    boolean isOver(Instant now) {
        return over().map(end -> !now.isBefore(end)).orElse(false);
    }

    /** {@code announced}, {@code live}, {@code past} or {@code over}. */
    String state(Instant now) {
        if (!hasBegun(now)) {
            return "announced";
        }
        if (isLive(now)) {
            return "live";
        }
        return isOver(now) ? "over" : "past";
    }
}
