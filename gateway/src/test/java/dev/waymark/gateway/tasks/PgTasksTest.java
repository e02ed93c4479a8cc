package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.Tasks.CASE;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PgTasksTest {

    private static final Instant T = Instant.parse("2026-11-17T15:00:00.123Z");
    private static final CaseId SECOND = new CaseId(new UUID(7, 2));

    private final PgTasks tasks = new PgTasks();
    private Database database;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        database = TestDatabase.fresh(vertx);
        await(Tasks.enrol(database.client(), CASE, "orphan-x", "C-1", T));
        await(Tasks.enrol(database.client(), SECOND, "orphan-x", "C-2", T));
    }

    @Test
    void what_was_written_reads_the_same_in_every_state() throws Exception {
        List<Task> written = List.of(
                Tasks.requested(1, T),
                TaskRules.deliver(Tasks.requested(2, T), T.plusMillis(1)),
                TaskRules.acknowledge(Tasks.requested(3, T), T.plusMillis(2)),
                report(Tasks.requested(4, T), TaskStatus.ON_HOLD),
                report(report(Tasks.requested(5, T), TaskStatus.ON_HOLD), TaskStatus.REJECTED),
                TaskRules.complete(Tasks.requested(6, T), OWNER, T.plusMillis(3)),
                TaskRules.complete(Tasks.requested(7, T), OTHER, T.plusMillis(4)),
                TaskRules.cancel(Tasks.requested(8, T), OTHER, T.plusMillis(5)));

        insert(written);

        assertThat(await(tasks.ofCases(database.client(), List.of(CASE, SECOND))))
                .isEqualTo(Map.of(CASE, written));
        List<Task> open = await(database.transaction(tx -> tasks.lockOpen(tx, List.of(CASE))));
        assertThat(open).isEqualTo(written.subList(0, 4));
    }

    @Test
    void what_was_saved_over_a_row_reads_the_same() throws Exception {
        List<Task> before = List.of(Tasks.requested(1, T), Tasks.requested(2, T), Tasks.requested(3, T));
        insert(before);
        List<Task> after = List.of(
                report(before.get(0), TaskStatus.ON_HOLD),
                TaskRules.complete(before.get(1), OTHER, T.plusMillis(9)),
                TaskRules.goOn(before.get(2), new MilestoneId(new UUID(9, 9))));

        await(database.transaction(tx -> tasks.save(tx, after)));

        assertThat(all()).containsExactlyElementsOf(after);
    }

    @Test
    void a_rule_moves_those_it_changes_and_only_those() throws Exception {
        Task delivered = TaskRules.deliver(Tasks.requested(1, T), T.plusMillis(1));
        insert(List.of(delivered, Tasks.requested(2, T)));
        TaskId missing = new TaskId(new UUID(1, 99));

        List<Task> moved = await(database.transaction(tx -> tasks.move(
                tx,
                List.of(delivered.id(), new TaskId(new UUID(1, 2)), missing),
                task -> TaskRules.deliver(task, T.plusMillis(7)))));

        assertThat(moved)
                .containsExactly(delivered, TaskRules.deliver(Tasks.requested(2, T), T.plusMillis(7)))
                .isEqualTo(all());
    }

    @Test
    void two_who_answer_at_once_both_leave_the_first_answer() throws Exception {
        insert(List.of(Tasks.requested(1, T)));
        List<TaskId> ids = List.of(new TaskId(new UUID(1, 1)));
        List<Future<List<Task>>> answers = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            Instant at = T.plusMillis(n);
            answers.add(database.transaction(tx -> tasks.move(tx, ids, task -> TaskRules.acknowledge(task, at))));
        }
        await(Future.all(answers));

        assertThat(answers.stream().map(Future::result).distinct()).containsExactly(all());
    }

    @Test
    void what_reaches_its_owner_is_delivered_once_and_by_nothing_that_reaches_another() throws Exception {
        insert(List.of(Tasks.requested(1, T), Tasks.requested(2, T), Tasks.requested(3, T)));
        NotificationId toOwner = new NotificationId(new UUID(4, 1));
        NotificationId toOther = new NotificationId(new UUID(4, 2));
        NotificationId ofNoTask = new NotificationId(new UUID(4, 3));
        await(notification(toOwner, OWNER, new UUID(1, 2)));
        await(notification(toOther, OTHER, new UUID(1, 3)));
        await(notification(ofNoTask, OWNER, null));

        for (int n = 7; n <= 8; n++) {
            Instant at = T.plusMillis(n);
            await(database.transaction(tx -> tasks.deliver(tx, List.of(toOwner, toOther, ofNoTask), at)));
        }

        assertThat(all())
                .containsExactly(
                        Tasks.requested(1, T),
                        TaskRules.deliver(Tasks.requested(2, T), T.plusMillis(7)),
                        Tasks.requested(3, T));
    }

    @Test
    void nothing_asked_for_is_nothing_found() throws Exception {
        assertThat(await(tasks.byIds(database.client(), List.of()))).isEmpty();
        assertThat(await(tasks.ofCases(database.client(), List.of()))).isEmpty();
        List<Task> none = await(database.transaction(tx -> tasks.lock(tx, List.of())));
        assertThat(none).isEmpty();
        await(database.transaction(tx -> tasks.save(tx, List.of())));
    }

    private Future<Void> notification(NotificationId id, PartnerId partner, @Nullable UUID task) {
        return database.client()
                .preparedQuery("""
                        insert into notification (case_id, id, milestone, task, purpose, recipient, channel, template,
                                                  partner, state, reason, made_at)
                        values ($1, $2, $2, $3, 'requested', 'partner/' || $5::text, 'webhook', 'task', $5, 'due', 'asked', $4)
                        """)
                .execute(Tuple.of(CASE.value(), id.value(), task, Times.of(T), partner.value()))
                .mapEmpty();
    }

    private void insert(List<Task> written) throws Exception {
        await(database.transaction(tx -> tasks.insert(tx, written)));
    }

    private List<Task> all() throws Exception {
        return await(tasks.ofCases(database.client(), List.of(CASE))).getOrDefault(CASE, List.of());
    }

    private static Task report(Task task, TaskStatus next) {
        return ((StatusStep.Moved) TaskRules.report(task, next, T.plusMillis(50))).task();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, SECONDS);
    }
}
