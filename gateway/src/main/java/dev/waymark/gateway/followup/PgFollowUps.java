package dev.waymark.gateway.followup;

import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Table {@code task_follow_up}. Stateless. A row is locked after its task. */
final class PgFollowUps extends PgDueRows<TaskId> {

    private static final String DUE = """
            select task, case_id
            from task_follow_up
            where next_at <= $1
            order by next_at
            limit $2
            """;

    private static final String LOCK = """
            select task, done_millis, round, from_millis
            from task_follow_up
            where task = any($1) and next_at <= $2
            order by task
            for update
            """;

    private static final String SAVE = """
            update task_follow_up f
            set next_at = n.next_at, done_millis = n.done_millis, round = n.round, from_millis = n.from_millis
            from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::integer[], $5::bigint[])
                as n(task, next_at, done_millis, round, from_millis)
            where f.task = n.task
            """;

    private static final String POSTPONE = "update task_follow_up set next_at = $3 where task = $1 and next_at <= $2";

    private static final String END = "delete from task_follow_up where task = any($1)";

    PgFollowUps() {
        super(new Statements(DUE, POSTPONE, END), TaskId::new, TaskId::value);
    }

    /** Of these what is still due, locked until the transaction ends. */
    Future<Map<TaskId, Progress>> lock(SqlClient tx, Collection<TaskId> tasks, Instant now) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(values(tasks), Times.of(now)))
                .map(rows -> {
                    Map<TaskId, Progress> locked = new HashMap<>();
                    rows.forEach(row -> locked.put(
                            new TaskId(row.getUUID(0)),
                            new Progress(
                                    Duration.ofMillis(row.getLong(1)),
                                    row.getInteger(2),
                                    Duration.ofMillis(row.getLong(3)))));
                    return locked;
                });
    }

    /** How far each has come, and when to look again. */
    record Next(TaskId task, Progress progress, Instant at) {}

    Future<Void> save(SqlClient tx, List<Next> all) {
        return all.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(SAVE)
                        .execute(Tuple.of(
                                Columns.of(all, n -> n.task().value(), UUID[]::new),
                                Columns.of(all, n -> Times.of(n.at()), OffsetDateTime[]::new),
                                Columns.of(all, n -> n.progress().done().toMillis(), Long[]::new),
                                Columns.of(all, n -> n.progress().round(), Integer[]::new),
                                Columns.of(all, n -> n.progress().from().toMillis(), Long[]::new)))
                        .mapEmpty();
    }
}
