package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.Clock;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskRulesTest {

    private static final Instant T = Instant.parse("2026-11-17T15:00:00Z");
    private static final Task REQUESTED = Tasks.requested(1, T);

    /** FHIR's moves as the protocol, section 5, has them: from each status, the statuses that an owner may report. */
    private static final Map<TaskStatus, Set<TaskStatus>> MOVES = new EnumMap<>(Map.of(
            TaskStatus.REQUESTED, reports("accepted", "in-progress", "on-hold", "completed", "rejected"),
            TaskStatus.RECEIVED, reports("accepted", "in-progress", "on-hold", "completed", "rejected"),
            TaskStatus.ACCEPTED, reports("in-progress", "on-hold", "completed", "rejected"),
            TaskStatus.IN_PROGRESS, reports("on-hold", "completed", "rejected"),
            TaskStatus.ON_HOLD, reports("accepted", "in-progress", "completed", "rejected"),
            TaskStatus.COMPLETED, reports(),
            TaskStatus.REJECTED, reports(),
            TaskStatus.CANCELLED, reports()));

    @Test
    void its_clock_runs_from_the_request() {
        assertThat(REQUESTED.status()).isEqualTo(TaskStatus.REQUESTED);
        assertThat(REQUESTED.requestedAt()).isEqualTo(T);
        assertThat(REQUESTED.dueAt()).isEqualTo(T.plus(Duration.ofDays(1)));
    }

    @Test
    void the_first_delivery_makes_it_received_and_later_ones_change_nothing() {
        Task received = TaskRules.deliver(REQUESTED, at(5));

        assertThat(received.status()).isEqualTo(TaskStatus.RECEIVED);
        assertThat(received.deliveredAt()).contains(at(5));
        assertThat(TaskRules.deliver(received, at(6))).isEqualTo(received);
        assertThat(received.isAnswered()).isFalse();
    }

    @Test
    void an_acknowledgement_accepts_it_and_shows_that_it_was_delivered() {
        Task accepted = TaskRules.acknowledge(REQUESTED, at(5));

        assertThat(accepted.status()).isEqualTo(TaskStatus.ACCEPTED);
        assertThat(accepted.acknowledgedAt()).contains(at(5));
        assertThat(accepted.answeredBy()).contains(AnsweredBy.ACKNOWLEDGEMENT);
        assertThat(accepted.deliveredAt()).contains(at(5));
        assertThat(TaskRules.acknowledge(accepted, at(9))).isEqualTo(accepted);
    }

    @Test
    void an_answer_that_overtook_the_word_of_its_delivery_shows_that_it_was_delivered_by_then() {
        Task received = TaskRules.deliver(REQUESTED, at(5));

        Task completed = TaskRules.complete(received, Tasks.OWNER, at(4));
        assertThat(completed.deliveredAt()).contains(at(4));
        assertThat(completed.acknowledgedAt()).contains(at(4));
        assertThat(TaskRules.acknowledge(received, at(6)).deliveredAt()).contains(at(5));
    }

    @Test
    void an_acknowledgement_leaves_what_is_further_where_it_is() {
        Task inProgress = moved(REQUESTED, TaskStatus.IN_PROGRESS, at(5));

        assertThat(TaskRules.acknowledge(inProgress, at(9))).isEqualTo(inProgress);
        assertThat(inProgress.answeredBy()).contains(AnsweredBy.STATUS);
    }

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void an_owner_moves_it_only_as_the_protocol_allows(TaskStatus from) {
        for (TaskStatus to : EnumSet.of(
                TaskStatus.ACCEPTED,
                TaskStatus.IN_PROGRESS,
                TaskStatus.ON_HOLD,
                TaskStatus.COMPLETED,
                TaskStatus.REJECTED)) {
            StatusStep step = TaskRules.report(in(from), to, at(60));
            if (from == to) {
                assertThat(step).isEqualTo(new StatusStep.Already(in(from)));
            } else if (MOVES.getOrDefault(from, Set.of()).contains(to)) {
                assertThat(step).isInstanceOf(StatusStep.Moved.class);
            } else {
                assertThat(step).isEqualTo(new StatusStep.NotForward(from, to));
            }
        }
    }

    @Test
    void on_hold_the_due_time_moves_on_with_the_clock() {
        Task held = moved(REQUESTED, TaskStatus.ON_HOLD, at(100));
        Task again = moved(held, TaskStatus.IN_PROGRESS, at(160));

        assertThat(held.answeredBy()).contains(AnsweredBy.ON_HOLD);
        assertThat(held.dueAt(at(130))).isEqualTo(REQUESTED.dueAt().plusSeconds(30));
        assertThat(held.held(at(130))).isEqualTo(Duration.ofSeconds(30));
        assertThat(held.dueAt(at(90))).isEqualTo(REQUESTED.dueAt());
        assertThat(again.dueAt()).isEqualTo(REQUESTED.dueAt().plusSeconds(60));
        assertThat(again.dueAt(at(999))).isEqualTo(again.dueAt());
        assertThat(again.held()).isEqualTo(Duration.ofSeconds(60));
        assertThat(again.heldSince()).isEmpty();
    }

    /** Friday 15:00 of ten working hours a day; due on Monday at 13:00. */
    @Test
    void on_hold_a_clock_of_working_hours_moves_on_by_the_working_time_alone() {
        Calendar calendar =
                new Calendar(ZoneOffset.UTC, Calendar.mondayToFriday(WorkingHours.of("08:00-18:00")), Set.of());
        Task asked = inCalendar("8wh", calendar, Instant.parse("2026-11-20T15:00:00Z"));
        Task held = moved(asked, TaskStatus.ON_HOLD, Instant.parse("2026-11-20T17:00:00Z"));
        Task again = moved(held, TaskStatus.IN_PROGRESS, Instant.parse("2026-11-23T09:30:00Z"));

        assertThat(asked.dueAt()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
        assertThat(held.dueAt(Instant.parse("2026-11-21T12:00:00Z"))).isEqualTo(Instant.parse("2026-11-23T14:00:00Z"));
        assertThat(again.dueAt()).isEqualTo(Instant.parse("2026-11-23T15:30:00Z"));
        assertThat(again.held()).isEqualTo(Duration.ofMinutes(64 * 60 + 30));
    }

    @Test
    void business_days_are_held_by_the_working_time_too() {
        Calendar calendar =
                new Calendar(ZoneOffset.UTC, Calendar.mondayToFriday(WorkingHours.of("08:00-18:00")), Set.of());
        Task asked = inCalendar("1bd", calendar, Instant.parse("2026-11-20T15:00:00Z"));
        Task held = moved(asked, TaskStatus.ON_HOLD, Instant.parse("2026-11-21T15:00:00Z"));

        assertThat(asked.dueAt()).isEqualTo(Instant.parse("2026-11-23T15:00:00Z"));
        assertThat(moved(held, TaskStatus.ACCEPTED, Instant.parse("2026-11-22T20:00:00Z"))
                        .dueAt())
                .isEqualTo(asked.dueAt());
        assertThat(moved(held, TaskStatus.ACCEPTED, Instant.parse("2026-11-23T12:00:00Z"))
                        .dueAt())
                .isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
    }

    @Property(tries = 200)
    void after_a_hold_as_much_working_time_is_left_as_before_it(
            @ForAll @IntRange(min = 1, max = 60) int hours,
            @ForAll @IntRange(min = 0, max = 600_000) int until,
            @ForAll @IntRange(min = 0, max = 900_000) int held) {
        Calendar calendar = new Calendar(
                ZoneId.of("America/New_York"),
                Calendar.mondayToFriday(WorkingHours.of("07:30-16:15")),
                Set.of(LocalDate.parse("2026-11-02")));
        Instant asked = Instant.parse("2026-10-29T13:17:00Z");
        Task task = inCalendar(hours + "wh", calendar, asked);
        Instant hold = asked.plusSeconds(
                Math.min(until, Duration.between(asked, task.dueAt()).toSeconds()));
        Instant resume = hold.plusSeconds(held);
        Task again = moved(moved(task, TaskStatus.ON_HOLD, hold), TaskStatus.ACCEPTED, resume);

        assertThat(calendar.workingTime(resume, again.dueAt())).isEqualTo(calendar.workingTime(hold, task.dueAt()));
    }

    @Test
    void holds_add_up_whatever_ends_them() {
        Task once = moved(moved(REQUESTED, TaskStatus.ON_HOLD, at(10)), TaskStatus.ACCEPTED, at(20));
        Task twice = moved(once, TaskStatus.ON_HOLD, at(30));

        assertThat(List.of(
                        TaskRules.complete(twice, OWNER, at(35)),
                        TaskRules.complete(twice, OTHER, at(35)),
                        TaskRules.cancel(twice, OTHER, at(35)),
                        TaskRules.withdraw(twice, at(35)),
                        moved(twice, TaskStatus.REJECTED, at(35))))
                .allSatisfy(task -> {
                    assertThat(task.held(at(99))).isEqualTo(Duration.ofSeconds(15));
                    assertThat(task.dueAt(at(99))).isEqualTo(REQUESTED.dueAt().plusSeconds(15));
                });
    }

    @Test
    void the_owners_own_milestone_completes_it_and_is_an_answer() {
        Task completed = TaskRules.complete(REQUESTED, OWNER, at(7));

        assertThat(completed.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(completed.completedBy()).contains(OWNER);
        assertThat(completed.acknowledgedAt()).contains(at(7));
        assertThat(completed.answeredBy()).contains(AnsweredBy.MILESTONE);
        assertThat(completed.closedAt()).isEmpty();
    }

    @Test
    void another_partners_milestone_completes_and_closes_it_unanswered() {
        Task completed = TaskRules.complete(REQUESTED, OTHER, at(7));

        assertThat(completed.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(completed.completedAt()).contains(at(7));
        assertThat(completed.completedBy()).contains(OTHER);
        assertThat(completed.closedAt()).contains(at(7));
        assertThat(completed.isAnswered()).isFalse();
    }

    @Test
    void cancelled_by_the_owners_own_milestone_it_was_answered() {
        assertThat(TaskRules.cancel(REQUESTED, OWNER, at(7)).acknowledgedAt()).contains(at(7));
        assertThat(TaskRules.cancel(REQUESTED, OTHER, at(7)).acknowledgedAt()).isEmpty();
        assertThat(TaskRules.withdraw(REQUESTED, at(7)).acknowledgedAt()).isEmpty();
        assertThat(TaskRules.withdraw(REQUESTED, at(7)).closedAt()).contains(at(7));
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            names = {"COMPLETED", "REJECTED", "CANCELLED"})
    void what_is_final_stays(TaskStatus status) {
        Task task = in(status);

        assertThat(TaskRules.complete(task, OWNER, at(99))).isEqualTo(task);
        assertThat(TaskRules.cancel(task, OWNER, at(99))).isEqualTo(task);
        assertThat(TaskRules.withdraw(task, at(99))).isEqualTo(task);
        assertThat(TaskRules.deliver(task, at(99))).isEqualTo(task);
        assertThat(TaskRules.acknowledge(task, at(99)).status()).isEqualTo(status);
    }

    @Test
    void an_answer_after_it_was_closed_is_recorded() {
        Task answered = TaskRules.acknowledge(TaskRules.cancel(REQUESTED, OTHER, at(7)), at(9));

        assertThat(answered.status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(answered.closedAt()).contains(at(7));
        assertThat(answered.acknowledgedAt()).contains(at(9));
    }

    @Test
    void a_delivery_found_out_late_counts_from_before_it_was_closed() {
        Task cancelled = TaskRules.cancel(REQUESTED, OTHER, at(7));

        assertThat(TaskRules.deliver(cancelled, at(6)).deliveredAt()).contains(at(6));
        assertThat(TaskRules.deliver(cancelled, at(6)).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(TaskRules.deliver(cancelled, at(8)).deliveredAt()).isEmpty();
    }

    @Test
    void a_correction_that_asks_the_same_takes_it_over_with_its_clock() {
        MilestoneId correction = new MilestoneId(new UUID(3, 3));
        Task accepted = TaskRules.acknowledge(REQUESTED, at(5));
        Task goesOn = TaskRules.goOn(accepted, correction);

        assertThat(goesOn.milestone()).isEqualTo(correction);
        assertThat(TaskRules.goOn(goesOn, accepted.milestone())).isEqualTo(accepted);
    }

    /** Whatever happens in whatever order, nothing is lost or undone. */
    @Property(tries = 500)
    void history_is_only_ever_added_to(@ForAll("stories") List<Integer> story) {
        Task task = REQUESTED;
        Duration held = Duration.ZERO;
        int second = 0;
        for (int event : story) {
            second += 10;
            Task next = apply(event, task, at(second));
            held = task.status() == TaskStatus.ON_HOLD ? held.plusSeconds(10) : held;

            assertStays(task.deliveredAt(), next.deliveredAt());
            assertStays(task.acknowledgedAt(), next.acknowledgedAt());
            assertStays(task.answeredBy(), next.answeredBy());
            assertStays(task.completedAt(), next.completedAt());
            assertStays(task.closedAt(), next.closedAt());
            assertThat(task.isOpen() || next.status() == task.status()).isTrue();
            assertThat(next.acknowledgedAt().isEmpty() || next.deliveredAt().isPresent())
                    .isTrue();
            assertThat(next.held(at(second))).isEqualTo(held);
            assertThat(next.dueAt(at(second))).isEqualTo(REQUESTED.dueAt().plus(held));
            task = next;
        }
    }

    @Provide
    Arbitrary<List<Integer>> stories() {
        return Arbitraries.integers().between(0, 9).list().ofMaxSize(20);
    }

    private static Task apply(int event, Task task, Instant at) {
        return switch (event) {
            case 0 -> TaskRules.deliver(task, at);
            case 1, 2 -> TaskRules.acknowledge(task, at);
            case 3 -> TaskRules.complete(task, OWNER, at);
            case 4 -> TaskRules.complete(task, OTHER, at);
            case 5 -> TaskRules.cancel(task, OTHER, at);
            case 6 -> report(task, TaskStatus.ACCEPTED, at);
            case 7 -> report(task, TaskStatus.IN_PROGRESS, at);
            default -> report(task, TaskStatus.ON_HOLD, at);
        };
    }

    private static Task report(Task task, TaskStatus next, Instant at) {
        return TaskRules.report(task, next, at) instanceof StatusStep.Moved moved ? moved.task() : task;
    }

    private static <T> void assertStays(Optional<T> before, Optional<T> after) {
        if (before.isPresent()) {
            assertThat(after).isEqualTo(before);
        }
    }

    private static Task inCalendar(String clock, Calendar calendar, Instant at) {
        TaskPolicy policy =
                new TaskPolicy(new Action("provide-information"), List.of(PartnerRole.HUB), Clock.of(clock), false);
        return TaskRules.request(
                REQUESTED.id(),
                REQUESTED.caseId(),
                REQUESTED.milestone(),
                policy,
                PartnerRole.HUB,
                OWNER,
                calendar,
                at);
    }

    private static Task moved(Task task, TaskStatus next, Instant at) {
        return ((StatusStep.Moved) TaskRules.report(task, next, at)).task();
    }

    private static Task in(TaskStatus status) {
        return switch (status) {
            case REQUESTED -> REQUESTED;
            case RECEIVED -> TaskRules.deliver(REQUESTED, at(1));
            case CANCELLED -> TaskRules.cancel(REQUESTED, OTHER, at(1));
            default -> moved(REQUESTED, status, at(1));
        };
    }

    private static Set<TaskStatus> reports(String... words) {
        return Stream.of(words).map(TaskStatus::of).collect(Collectors.toSet());
    }

    private static Instant at(int seconds) {
        return T.plusSeconds(seconds);
    }
}
