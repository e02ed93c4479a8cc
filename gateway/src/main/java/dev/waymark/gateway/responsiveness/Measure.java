package dev.waymark.gateway.responsiveness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * The measure over tasks handed in one by one, in any order. It keeps a few counts a row and eight bytes an answer, so
 * that years of tasks can stream through it. Not thread-safe.
 */
final class Measure {

    private final Instant asOf;
    private final Duration within;
    private final GroupBy groupBy;
    private final TreeMap<String, Tally> tallies = new TreeMap<>();

    /**
     * A measure at one moment.
     *
     * @param asOf the moment of the answer, by the business clock; what happened later has not happened yet
     * @param within how long a window is, from delivery
     */
    Measure(Instant asOf, Duration within, GroupBy groupBy) {
        this.asOf = asOf;
        this.within = within;
        this.groupBy = groupBy;
    }

    void add(TaskTimes task) {
        tallies.computeIfAbsent(groupBy.key(task), key -> new Tally(asOf, within))
                .add(task.asOf(asOf));
    }

    /** One row a key, in order of the keys. Sorts the answers: not for the event loop where there are many. */
    List<MeasureRow> rows() {
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList();
    }
}
