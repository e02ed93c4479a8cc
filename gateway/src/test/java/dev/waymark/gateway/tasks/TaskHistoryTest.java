package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static dev.waymark.gateway.tasks.Tasks.moved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What happened to a task is only ever added to. */
class TaskHistoryTest {

    private static final Instant T = Instant.parse("2026-11-17T15:00:00Z");
    private static final Task REQUESTED = Tasks.requested(1, T);

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

    private static Instant at(int seconds) {
        return T.plusSeconds(seconds);
    }
}
