package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static dev.waymark.gateway.tasks.Tasks.moved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What moves a task, what answers it, and what ends it. */
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
    void an_answer_that_comes_second_changes_nothing_even_where_its_own_time_is_earlier() {
        Task accepted = TaskRules.acknowledge(REQUESTED, at(5));

        assertThat(TaskRules.acknowledge(accepted, at(4))).isEqualTo(accepted);
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
