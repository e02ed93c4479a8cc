package dev.waymark.gateway.pg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stretches of time in which at least one node was up: in order, none touching the next. Pure.
 *
 * <pre>
 *   node a   ├──────┤       ├───┤
 *   node b       ├─────┤
 *   up       ├─────────┤    ├───┤
 * </pre>
 */
public final class UpTimes {

    /** One run of one node, or a stretch of several. */
    public record Run(Instant from, Instant until) {

        public Run {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException("a run does not end before it begins");
            }
        }
    }

    private final List<Run> stretches;

    private UpTimes(List<Run> stretches) {
        this.stretches = stretches;
    }

    /** Runs in any order, overlapping or not. */
    public static UpTimes of(List<Run> runs) {
        List<Run> stretches = new ArrayList<>();
        for (Run run : runs.stream().sorted(Comparator.comparing(Run::from)).toList()) {
            int last = stretches.size() - 1;
            if (last < 0 || stretches.get(last).until().isBefore(run.from())) {
                stretches.add(run);
            } else if (stretches.get(last).until().isBefore(run.until())) {
                stretches.set(last, new Run(stretches.get(last).from(), run.until()));
            }
        }
        return new UpTimes(List.copyOf(stretches));
    }

    /** The first instant at which the gateway had been up for this long since {@code start}; empty while it has not. */
    public Optional<Instant> after(Instant start, Duration up) {
        Duration missing = up;
        for (Run stretch : stretches) {
            Instant from = stretch.from().isBefore(start) ? start : stretch.from();
            if (stretch.until().isBefore(from)) {
                continue;
            }
            Duration counted = Duration.between(from, stretch.until());
            if (counted.compareTo(missing) >= 0) {
                return Optional.of(from.plus(missing));
            }
            missing = missing.minus(counted);
        }
        return Optional.empty();
    }
}
