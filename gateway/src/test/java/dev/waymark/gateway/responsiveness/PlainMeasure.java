package dev.waymark.gateway.responsiveness;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The measure once more, sentence by sentence as section 10 of the protocol says it, over rows of {@code task} as they are
 * stored; as slow and as plain as can be.
 */
record PlainMeasure(Instant asOf, Duration within, Time time) {

    /** How much of the time between two instants counts for this partner. */
    interface Time {
        Duration between(String owner, Instant from, Instant until);
    }

    /** "Time is elapsed" */
    static final Time ELAPSED = (owner, from, until) -> Duration.between(from, until);

    boolean happened(@Nullable Instant at) {
        return at != null && !at.isAfter(asOf);
    }

    /** "by the first of: … its answer" */
    static @Nullable Instant reached(RawTask task) {
        return Stream.of(Optional.ofNullable(task.delivered()), Optional.ofNullable(task.acknowledged()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    boolean delivered(RawTask task) {
        return happened(reached(task));
    }

    boolean closed(RawTask task) {
        return happened(task.closed());
    }

    /** "an answer after that is recorded, not counted" */
    boolean answered(RawTask task) {
        return happened(task.acknowledged())
                && !(closed(task) && requireNonNull(task.acknowledged()).isAfter(task.closed()));
    }

    /** "ends within after deliveredAt" */
    boolean inWindow(RawTask task, @Nullable Instant moment) {
        return time.between(task.owner(), requireNonNull(reached(task)), requireNonNull(moment))
                        .compareTo(within)
                < 0;
    }

    /** "closed unanswered, before its window ended or undelivered" */
    boolean cancelled(RawTask task) {
        return closed(task) && !answered(task) && (!delivered(task) || inWindow(task, task.closed()));
    }

    /** "not delivered: undeliverable once requestedAt + within has passed" */
    boolean undeliverable(RawTask task) {
        return !cancelled(task)
                && !delivered(task)
                && time.between(task.owner(), task.requested(), asOf).compareTo(within) >= 0;
    }

    /** "window ended: due" */
    boolean due(RawTask task) {
        return !cancelled(task) && delivered(task) && !inWindow(task, asOf);
    }

    /** "else pending" */
    boolean pending(RawTask task) {
        return !cancelled(task) && !undeliverable(task) && !due(task);
    }

    boolean pendingAnswered(RawTask task) {
        return pending(task) && answered(task);
    }

    boolean acknowledged(RawTask task) {
        return due(task) && answered(task);
    }

    Duration took(RawTask task) {
        return time.between(task.owner(), requireNonNull(reached(task)), requireNonNull(task.acknowledged()));
    }

    /** "answered at most within after deliveredAt" */
    boolean acknowledgedWithin(RawTask task) {
        return acknowledged(task) && took(task).compareTo(within) <= 0;
    }

    boolean answeredByHold(RawTask task) {
        return acknowledgedWithin(task) && "on-hold".equals(task.answeredBy());
    }

    /** "came in under ten seconds", of the clock on the wall in both measures */
    boolean answeredAtOnce(RawTask task) {
        return acknowledgedWithin(task)
                && Duration.between(reached(task), task.acknowledged()).compareTo(Duration.ofSeconds(10)) < 0;
    }

    /** "completed by the owner as soon, time on hold left out" */
    boolean completedWithin(RawTask task) {
        if (!due(task) || !happened(task.completed()) || !task.owner().equals(task.completedBy())) {
            return false;
        }
        Duration took = time.between(task.owner(), requireNonNull(reached(task)), requireNonNull(task.completed()));
        for (int i = 0; i < task.holds().size(); i += 2) {
            took = took.minus(
                    time.between(task.owner(), task.holds().get(i), task.holds().get(i + 1)));
        }
        return took.compareTo(within) <= 0;
    }

    /** "past dueAt and neither completed, rejected nor closed"; on hold, dueAt moves on with the clock */
    boolean overdue(RawTask task) {
        boolean done = happened(task.completed()) || happened(task.rejected()) || closed(task);
        Instant counted = happened(task.heldSince()) ? requireNonNull(task.heldSince()) : asOf;
        return !done && counted.isAfter(task.due());
    }

    /** Every figure that counts tasks. */
    Map<String, Predicate<RawTask>> figures() {
        Map<String, Predicate<RawTask>> figures = new LinkedHashMap<>();
        figures.put("requested", task -> true);
        figures.put("due", this::due);
        figures.put("pending", this::pending);
        figures.put("pendingAnswered", this::pendingAnswered);
        figures.put("cancelled", this::cancelled);
        figures.put("undeliverable", this::undeliverable);
        figures.put("acknowledged", this::acknowledged);
        figures.put("acknowledgedWithin", this::acknowledgedWithin);
        figures.put("answeredByHold", this::answeredByHold);
        figures.put("answeredAtOnce", this::answeredAtOnce);
        figures.put("completedWithin", this::completedWithin);
        figures.put("overdue", this::overdue);
        return figures;
    }

    /** The rows as they stand on the wire. */
    JsonArray rows(List<RawTask> tasks, Function<RawTask, String> key) {
        Map<String, List<RawTask>> groups = new TreeMap<>();
        tasks.stream().filter(task -> !task.requested().isAfter(asOf)).forEach(task -> groups.computeIfAbsent(
                        key.apply(task), each -> new ArrayList<>())
                .add(task));
        JsonArray rows = new JsonArray();
        groups.forEach((each, group) -> rows.add(row(each, group)));
        return rows;
    }

    private JsonObject row(String key, List<RawTask> group) {
        JsonObject row = new JsonObject().put("key", key);
        figures()
                .forEach((figure, counts) ->
                        row.put(figure, group.stream().filter(counts).count()));
        long due = row.getLong("due");
        return row.put("responseRate", due == 0 ? null : (double) row.getLong("acknowledgedWithin") / due)
                .put("medianSeconds", quantile(group, "0.5"))
                .put("p90Seconds", quantile(group, "0.9"));
    }

    /** "nearest rank over all of due, unanswered ones last; null when the rank falls on one of those" */
    private @Nullable Number quantile(List<RawTask> group, String p) {
        List<Duration> took = group.stream()
                .filter(this::acknowledged)
                .map(this::took)
                .sorted()
                .toList();
        long due = group.stream().filter(this::due).count();
        int rank = new BigDecimal(p)
                .multiply(BigDecimal.valueOf(due))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return rank == 0 || rank > took.size() ? null : MeasureJson.seconds(took.get(rank - 1));
    }

    static String key(String groupBy, RawTask task) {
        return switch (groupBy) {
            case "partner" -> task.owner();
            case "action" -> task.action();
            case "milestone" -> task.code() == null ? "none" : task.code();
            default -> {
                var utc = task.requested().atZone(ZoneOffset.UTC);
                yield "%04d-W%02d"
                        .formatted(utc.get(IsoFields.WEEK_BASED_YEAR), utc.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            }
        };
    }
}
