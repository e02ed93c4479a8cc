package dev.waymark.gateway.journey;

import java.util.Optional;

/**
 * What becomes of tasks when one event replaces another (protocol, section 3).
 *
 * @param goesOn what both ask of the same: the task goes on with its clock, as one of the new event
 * @param cancelled what only the old one asked
 * @param requested what only the new one asks, from now
 */
public record CorrectionEffect(
        Optional<TaskPolicy> goesOn, Optional<TaskPolicy> cancelled, Optional<TaskPolicy> requested) {

    static CorrectionEffect of(Optional<TaskPolicy> before, Optional<TaskPolicy> after) {
        boolean same = before.isPresent() && after.isPresent() && before.get().asksTheSameAs(after.get());
        return same
                ? new CorrectionEffect(after, Optional.empty(), Optional.empty())
                : new CorrectionEffect(Optional.empty(), before, after);
    }
}
