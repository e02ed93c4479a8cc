package dev.waymark.gateway.responsiveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measure by example; {@link MeasurePropertyTest} holds it against a second computation. */
class MeasureTest {

    private static final Instant T = Instant.parse("2026-11-16T00:00:00Z");
    private static final Duration WITHIN = Duration.ofHours(24);

    /** Requested at T, due a day later, delivered, answered, closed … after as many hours; -1: never. */
    private static TaskTimes task(double delivered, double answered, double closed) {
        return new TaskTimes(
                new PartnerId("rx-one"),
                new Action("provide-information"),
                Optional.of(new MilestoneCode("prior-auth.info-requested")),
                T,
                at(24),
                optional(delivered),
                optional(answered),
                false,
                Optional.empty(),
                Optional.empty(),
                optional(closed),
                Optional.empty(),
                Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        // delivered, answered, closed, asOf, class
        "1, -1, -1, 24.9, PENDING",
        "1, -1, -1, 25, DUE",
        "1, 2, -1, 24.9, PENDING",
        "1, 2, -1, 25, DUE",
        "1, 30, -1, 40, DUE",
        "-1, -1, -1, 23.9, PENDING",
        "-1, -1, -1, 24, UNDELIVERABLE",
        "30, -1, -1, 24, UNDELIVERABLE", // delivered later: not yet
        "30, -1, -1, 40, PENDING",
        "1, -1, 3, 3, CANCELLED",
        "1, -1, 3, 2.9, PENDING", // closed later: not yet
        "1, -1, 24.9, 100, CANCELLED",
        "1, -1, 25, 100, DUE", // closed when its window had ended
        "-1, -1, 3, 100, CANCELLED",
        "1, 2, 3, 4, PENDING", // answered before it was closed
        "1, 2, 3, 25, DUE",
        "1, 3, 3, 25, DUE",
        "1, 4, 3, 25, CANCELLED", // answered afterwards: recorded, not counted
        "4, 4, 3, 100, CANCELLED"
    })
    void each_task_is_in_one_class(double delivered, double answered, double closed, double asOf, TaskClass expected) {
        MeasureRow row = measure(at(asOf), task(delivered, answered, closed));

        assertThat(List.of(row.due(), row.pending(), row.cancelled(), row.undeliverable()))
                .isEqualTo(List.of(
                        count(expected == TaskClass.DUE),
                        count(expected == TaskClass.PENDING),
                        count(expected == TaskClass.CANCELLED),
                        count(expected == TaskClass.UNDELIVERABLE)));
        assertThat(row.requested()).isEqualTo(1);
    }

    @Test
    void an_answer_in_the_last_moment_of_the_window_is_within_it() {
        MeasureRow row = measure(at(100), task(1, 25, -1), task(1, 25.001, -1), task(1, -1, -1));

        assertThat(row.due()).isEqualTo(3);
        assertThat(row.acknowledged()).isEqualTo(2);
        assertThat(row.acknowledgedWithin()).isEqualTo(1);
        assertThat(row.responseRate()).isEqualTo(OptionalDouble.of(1.0 / 3));
    }

    @Test
    void an_answer_after_it_was_closed_does_not_count_even_of_a_due_one() {
        MeasureRow row = measure(at(100), task(1, 40, 30));

        assertThat(row.due()).isEqualTo(1);
        assertThat(row.acknowledged()).isZero();
        assertThat(row.medianMillis()).isEmpty();
    }

    @Test
    void an_early_answer_is_not_counted_before_a_late_silence() {
        MeasureRow row = measure(at(2), task(0, 1, -1), task(0, -1, -1));

        assertThat(row.pending()).isEqualTo(2);
        assertThat(row.pendingAnswered()).isEqualTo(1);
        assertThat(row.due()).isZero();
        assertThat(row.responseRate()).isEmpty();
    }

    @Test
    void an_answer_in_under_ten_seconds_is_plain_to_see() {
        TaskTimes nineSeconds = task(0, 9.999 / 3600, -1);
        TaskTimes tenSeconds = task(0, 10.0 / 3600, -1);

        assertThat(measure(at(100), nineSeconds, tenSeconds).answeredAtOnce()).isEqualTo(1);
    }

    @Test
    void an_on_hold_is_an_answer_and_plain_to_see() {
        TaskTimes held = copy(task(0, 1, -1), true, Optional.empty(), Optional.empty(), Duration.ZERO);
        TaskTimes heldLate = copy(task(0, 30, -1), true, Optional.empty(), Optional.empty(), Duration.ZERO);
        MeasureRow row = measure(at(100), held, heldLate);

        assertThat(row.acknowledgedWithin()).isEqualTo(1);
        assertThat(row.answeredByHold()).isEqualTo(1);
    }

    @Test
    void time_on_hold_is_left_out_of_completing() {
        TaskTimes inTime = copy(task(1, 2, -1), false, Optional.of(at(35)), Optional.empty(), Duration.ofHours(10));
        TaskTimes late = copy(task(1, 2, -1), false, Optional.of(at(35.001)), Optional.empty(), Duration.ofHours(10));

        assertThat(measure(at(100), inTime, late).completedWithin()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "24, -1, 24, 0", // at the due time itself not yet
        "24, -1, 24.001, 1",
        "24, 23, 100, 0", // on hold since before: the due time moves on
        "24, 25, 100, 1", // it was past it when it was put on hold
    })
    void overdue_is_what_is_past_its_due_time(double due, double heldSince, double asOf, long overdue) {
        TaskTimes task = copy(task(1, 2, -1), true, Optional.empty(), optional(heldSince), Duration.ZERO);

        assertThat(task.dueAt()).isEqualTo(at(due));
        assertThat(measure(at(asOf), task).overdue()).isEqualTo(overdue);
    }

    @Test
    void what_is_completed_or_closed_is_not_overdue_and_undelivered_tasks_may_be() {
        TaskTimes completed = copy(task(1, 2, -1), false, Optional.of(at(50)), Optional.empty(), Duration.ZERO);

        assertThat(measure(at(100), completed, task(1, 2, 60)).overdue()).isZero();
        assertThat(measure(at(49), completed, task(1, 2, 60)).overdue()).isEqualTo(2);
        assertThat(measure(at(100), task(-1, -1, -1)).overdue()).isEqualTo(1);
    }

    @Test
    void quantiles_are_by_nearest_rank_with_the_unanswered_last() {
        TaskTimes[] ten = IntStream.rangeClosed(1, 10)
                .mapToObj(hours -> hours == 10 ? task(0, -1, -1) : task(0, hours, -1))
                .toArray(TaskTimes[]::new);
        MeasureRow row = measure(at(100), ten);

        assertThat(row.medianMillis()).isEqualTo(OptionalLong.of(5 * 3_600_000L));
        assertThat(row.p90Millis()).isEqualTo(OptionalLong.of(9 * 3_600_000L));
        assertThat(measure(at(100), ten[0], ten[9]).p90Millis()).isEmpty();
        assertThat(measure(at(100), ten[0], ten[9]).medianMillis()).isEqualTo(OptionalLong.of(3_600_000L));
    }

    @ParameterizedTest
    @CsvSource({
        "PARTNER, rx-one",
        "ACTION, provide-information",
        "MILESTONE, prior-auth.info-requested",
        "WEEK, 2026-W47"
    })
    void rows_are_told_apart_by_what_was_asked_for(GroupBy groupBy, String key) {
        Measure measure = new Measure(at(0), WITHIN, groupBy);
        measure.add(task(1, 2, 3));

        assertThat(measure.rows()).extracting(MeasureRow::key).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:59:59.999Z, 2026-W47",
        "2026-11-23T00:00:00Z, 2026-W48",
        "2027-01-03T12:00:00Z, 2026-W53",
        "2024-12-30T00:00:00Z, 2025-W01"
    })
    void weeks_are_iso_weeks_in_utc(Instant requested, String week) {
        TaskTimes task = task(-1, -1, -1);
        TaskTimes then = new TaskTimes(
                task.owner(),
                task.action(),
                task.milestone(),
                requested,
                task.dueAt(),
                task.deliveredAt(),
                task.acknowledgedAt(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);

        assertThat(GroupBy.WEEK.key(then)).isEqualTo(week);
    }

    @Test
    void nothing_asked_is_no_row() {
        assertThat(new Measure(T, WITHIN, GroupBy.PARTNER).rows()).isEmpty();
    }

    private static MeasureRow measure(Instant asOf, TaskTimes... tasks) {
        Measure measure = new Measure(asOf, WITHIN, GroupBy.PARTNER);
        List.of(tasks).forEach(measure::add);
        return measure.rows().get(0);
    }

    private static TaskTimes copy(
            TaskTimes task, boolean byHold, Optional<Instant> completed, Optional<Instant> heldSince, Duration held) {
        return new TaskTimes(
                task.owner(),
                task.action(),
                task.milestone(),
                task.requestedAt(),
                task.dueAt(),
                task.deliveredAt(),
                task.acknowledgedAt(),
                byHold,
                completed,
                task.rejectedAt(),
                task.closedAt(),
                heldSince,
                held);
    }

    private static long count(boolean is) {
        return is ? 1 : 0;
    }

    private static Optional<Instant> optional(double hours) {
        return hours < 0 ? Optional.empty() : Optional.of(at(hours));
    }

    private static Instant at(double hours) {
        return T.plusMillis(Math.round(hours * 3_600_000));
    }
}
