package dev.waymark.gateway.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.Clock;
import dev.waymark.gateway.journey.FollowUpPolicy;
import dev.waymark.gateway.journey.FollowUpStep;
import dev.waymark.gateway.journey.FollowUpStep.Span;
import dev.waymark.gateway.journey.FollowUpStep.When;
import dev.waymark.gateway.journey.Journeys;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.journey.Via;
import dev.waymark.gateway.journey.Whom;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.tasks.StatusStep;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskRules;
import dev.waymark.gateway.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DueTest {

    /** A Wednesday. */
    private static final Instant ASKED = Instant.parse("2026-03-11T15:00:00Z");

    private static final Clock DAY = Clock.of("24h");
    private static final FollowUpPolicy USUAL = new FollowUpPolicy(
            List.of(
                    step(new When.Share(50), false),
                    step(new When.Share(75), false),
                    step(new When.Share(100), true),
                    step(new When.After(Span.of("1d")), true)),
            1);

    @Test
    void the_shipped_journey_reminds_twice_and_escalates_twice() {
        assertThat(Journeys.shipped().followUp(Optional.empty()).steps())
                .extracting(FollowUpStep::when, FollowUpStep::escalates)
                .containsExactly(
                        tuple(new When.Share(50), false),
                        tuple(new When.Share(75), false),
                        tuple(new When.Share(100), true),
                        tuple(new When.After(new Span(Duration.ZERO, 1)), true));
    }

    @Test
    void who_never_answers_is_reminded_and_escalated_at_the_hours_of_the_policy() {
        assertThat(hours(USUAL, DAY, (task, hour) -> task)).containsExactly(12, 18, 24, 48);
    }

    @Test
    void an_answer_ends_the_steps_and_what_is_not_done_then_is_asked_again_over_a_second_clock() {
        BiFunction<Task, Integer, Task> answer =
                (task, hour) -> hour == 13 ? TaskRules.acknowledge(task, at(13)) : task;
        assertThat(hours(USUAL, DAY, answer)).containsExactly(12, 36, 42, 48, 72);
        assertThat(hours(new FollowUpPolicy(USUAL.steps(), 0), DAY, answer)).containsExactly(12);
    }

    @Test
    void who_answers_late_has_a_whole_clock_from_then_on() {
        assertThat(hours(USUAL, DAY, (task, hour) -> hour == 30 ? TaskRules.acknowledge(task, at(30)) : task))
                .containsExactly(12, 18, 24, 42, 48, 54, 78);
    }

    @Test
    void a_hold_stops_the_clock_and_what_was_answered_by_it_is_asked_again_when_its_own_time_is_over() {
        assertThat(hours(USUAL, DAY, (task, hour) -> switch (hour) {
                    case 6 -> report(task, TaskStatus.ON_HOLD, 6);
                    case 106 -> report(task, TaskStatus.IN_PROGRESS, 106);
                    default -> task;
                }))
                .containsExactly(136, 142, 148, 172);
    }

    @Test
    void what_is_done_is_followed_up_no_more() {
        Task done = report(asked(DAY, Calendar.DEFAULT), TaskStatus.COMPLETED, 13);
        Due due = Due.of(done, USUAL, done.acknowledgedAt(), Progress.NONE, at(100));
        assertThat(due.steps()).isEmpty();
        assertThat(due.overdue()).isFalse();
        assertThat(due.lookAt()).isEmpty();
    }

    @Test
    void steps_repeat_as_often_as_they_say() {
        FollowUpPolicy repeating = new FollowUpPolicy(
                List.of(new FollowUpStep(
                        new When.Before(Span.of("4h")),
                        false,
                        List.of(new Whom.Owner()),
                        Set.of(Via.WEBHOOK),
                        3,
                        Span.of("90m"))),
                0);
        assertThat(hours(repeating, DAY, (task, hour) -> task)).containsExactly(20, 22, 23);
    }

    @Test
    void on_a_clock_of_working_hours_steps_count_in_working_hours() {
        Calendar office =
                new Calendar(ZoneId.of("UTC"), Calendar.mondayToFriday(WorkingHours.of("08:00-18:00")), Set.of());
        Clock clock = Clock.of("8wh");
        Task task = asked(clock, office);
        assertThat(task.dueAt()).isEqualTo(Instant.parse("2026-03-12T13:00:00Z"));

        // 50% is four working hours: three on Wednesday, one on Thursday. A day is a working day of ten hours.
        assertThat(times(USUAL, task))
                .containsExactly(
                        Instant.parse("2026-03-12T09:00:00Z"),
                        Instant.parse("2026-03-12T11:00:00Z"),
                        Instant.parse("2026-03-12T13:00:00Z"),
                        Instant.parse("2026-03-13T13:00:00Z"));
    }

    @Property(tries = 200)
    void each_step_is_taken_once_whenever_somebody_looks(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 600) Integer> gaps) {
        Task task = asked(DAY, Calendar.DEFAULT);
        Progress progress = Progress.NONE;
        Instant now = ASKED;
        int taken = 0;
        for (int minutes : gaps) {
            now = now.plus(Duration.ofMinutes(minutes));
            Due due = Due.of(task, USUAL, Optional.empty(), progress, now);
            taken += due.steps().size();
            progress = due.progress();
        }
        Duration passed = Duration.between(ASKED, now);
        long expected = List.of(12, 18, 24, 48).stream()
                .filter(hour -> passed.compareTo(Duration.ofHours(hour)) >= 0)
                .count();
        assertThat(taken).isEqualTo((int) expected);
    }

    /** The hours at which steps are taken over ten days, when somebody looks each hour; {@code moved} moves the task. */
    private static List<Integer> hours(FollowUpPolicy policy, Clock clock, BiFunction<Task, Integer, Task> moved) {
        Task task = asked(clock, Calendar.DEFAULT);
        Progress progress = Progress.NONE;
        List<Integer> taken = new ArrayList<>();
        for (int hour = 0; hour <= 240; hour++) {
            task = moved.apply(task, hour);
            Due due = Due.of(task, policy, task.acknowledgedAt(), progress, at(hour));
            progress = due.progress();
            for (int i = 0; i < due.steps().size(); i++) {
                taken.add(hour);
            }
        }
        return taken;
    }

    /** The moments at which steps are taken when it is looked at only when the last look said. */
    private static List<Instant> times(FollowUpPolicy policy, Task task) {
        Progress progress = Progress.NONE;
        List<Instant> taken = new ArrayList<>();
        Instant now = ASKED;
        for (int i = 0; i < 30; i++) {
            Due due = Due.of(task, policy, Optional.empty(), progress, now);
            progress = due.progress();
            for (int n = 0; n < due.steps().size(); n++) {
                taken.add(now);
            }
            assertThat(due.lookAt().orElseThrow()).isAfter(now);
            now = due.lookAt().orElseThrow();
        }
        return taken;
    }

    private static Task report(Task task, TaskStatus status, int hour) {
        return ((StatusStep.Moved) TaskRules.report(task, status, at(hour))).task();
    }

    private static Task asked(Clock clock, Calendar calendar) {
        return TaskRules.request(
                new TaskId(new UUID(1, 1)),
                new CaseId(new UUID(1, 2)),
                new MilestoneId(new UUID(1, 3)),
                new TaskPolicy(
                        new Action("provide-information"), List.of(PartnerRole.SPECIALTY_PHARMACY), clock, false),
                PartnerRole.SPECIALTY_PHARMACY,
                Tasks.OWNER,
                calendar,
                "v1",
                ASKED);
    }

    private static FollowUpStep step(When when, boolean escalates) {
        return new FollowUpStep(when, escalates, List.of(new Whom.Owner()), Set.of(Via.WEBHOOK), 1, Span.NONE);
    }

    private static Instant at(int hour) {
        return ASKED.plus(Duration.ofHours(hour));
    }
}
