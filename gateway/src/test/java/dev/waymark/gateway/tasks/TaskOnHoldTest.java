package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static dev.waymark.gateway.tasks.Tasks.moved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.Clock;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Nobody loses time to a hold, by whatever clock: what is due moves on with it. */
class TaskOnHoldTest {

    private static final Instant T = Instant.parse("2026-11-17T15:00:00Z");
    private static final Task REQUESTED = Tasks.requested(1, T);

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
                "v1",
                at);
    }

    private static Instant at(int seconds) {
        return T.plusSeconds(seconds);
    }
}
