package dev.waymark.gateway.tasks;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Tasks in PostgreSQL. Thread-safe; every call runs on the connection or transaction given. Rows are locked in order of
 * their ids, so that transactions do not deadlock; whoever saves a task has locked it in the same transaction.
 */
public final class PgTasks {

    // Its follow-up is looked at at once, for when its first step is due.
    private static final String INSERT = """
            with made as (
                insert into task (id, case_id, action, role, owner, requested_at, milestone, status, due_at, delivered_at,
                                  acknowledged_at, answered_by, completed_at, completed_by, closed_at, rejected_at, held_since,
                                  holds, working, policy, program, code)
                select new.id, new.case_id, new.action, new.role, new.owner, new.requested_at, new.milestone, new.status,
                       new.due_at, new.delivered_at, new.acknowledged_at, new.answered_by, new.completed_at,
                       new.completed_by, new.closed_at, new.rejected_at, new.held_since, new.holds::timestamptz[],
                       new.working, new.policy, c.program, m.code
                  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::uuid[],
                              $8::text[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::text[],
                              $13::timestamptz[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[],
                              $18::text[], $19::boolean[], $20::text[])
                       as new (id, case_id, action, role, owner, requested_at, milestone, status, due_at, delivered_at,
                               acknowledged_at, answered_by, completed_at, completed_by, closed_at, rejected_at,
                               held_since, holds, working, policy)
                  join care_case c on c.id = new.case_id
                  left join milestone m on m.id = new.milestone and m.case_id = new.case_id
                returning id, case_id
            )
            insert into task_follow_up (task, case_id, next_at)
            select id, case_id, '-infinity' from made
            """;

    private static final String SAVE = """
            update task
               set milestone = new.milestone, status = new.status, due_at = new.due_at, delivered_at = new.delivered_at,
                   acknowledged_at = new.acknowledged_at, answered_by = new.answered_by, completed_at = new.completed_at,
                   completed_by = new.completed_by, closed_at = new.closed_at, rejected_at = new.rejected_at,
                   held_since = new.held_since, holds = new.holds::timestamptz[],
                   code = case when task.milestone = new.milestone then task.code
                               else (select m.code
                                       from milestone m
                                      where m.id = new.milestone and m.case_id = new.case_id) end
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                          $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[], $11::timestamptz[],
                          $12::timestamptz[], $13::timestamptz[], $14::text[])
                   as new (id, case_id, milestone, status, due_at, delivered_at, acknowledged_at, answered_by,
                           completed_at, completed_by, closed_at, rejected_at, held_since, holds)
             where task.id = new.id and task.case_id = new.case_id
            """;

    private static final String TASKS = """
            select id, case_id, milestone, action, role, owner, status, requested_at, due_at, delivered_at,
                   acknowledged_at, answered_by, completed_at, completed_by, closed_at, rejected_at, held_since,
                   holds, working, policy
              from task
            """;

    private static final String LOCK = TASKS + """
             where id = any($1)
             order by id
               for update
            """;

    private static final String LOCK_OPEN = TASKS + """
             where case_id = any($1) and status not in ('completed', 'rejected', 'cancelled')
             order by id
               for update
            """;

    private static final String OF_CASES = TASKS + """
             where case_id = any($1)
             order by requested_at, id
            """;

    private static final String BY_IDS = TASKS + """
             where id = any($1)
             order by requested_at, id
            """;

    // What another partner is told of a task, an escalation for one, does not reach its owner.
    private static final String REACHED = """
            select distinct t.id
              from notification n
              join task t on t.id = n.task and t.case_id = n.case_id
             where n.id = any($1) and n.partner = t.owner and t.delivered_at is null
            """;

    private static final String KEEP_REASON = """
            update task
               set reason = $3
             where id = $1 and case_id = $2
            """;

    private static final String REASONS = """
            select id, case_id, reason
              from task
             where id = any($1) and reason is not null
            """;

    private static final String LOOK_AGAIN = """
            with marked as (
                insert into fanout_due (case_id, milestone, made_at) values ($1, null, $3)
            )
            insert into task_follow_up (task, case_id, next_at) values ($2, $1, $3)
            on conflict (task) do update set next_at = excluded.next_at
            """;

    private static final String FOLLOW_UP_NOW =
            "update task_follow_up set next_at = $2 where task = $1 and next_at > $2";

    private final Function<PartnerId, Calendar> calendars;

    /** @param calendars when partners work, as it stands now */
    public PgTasks(Function<PartnerId, Calendar> calendars) {
        this.calendars = calendars;
    }

    /** Where nobody has a calendar of their own. */
    public PgTasks() {
        this(partner -> Calendar.DEFAULT);
    }

    /** Adds new tasks. */
    public Future<Void> insert(SqlClient tx, List<Task> tasks) {
        return tasks.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(INSERT)
                        .execute(TaskRows.terms(TaskRows.changing(TaskRows.fixed(tasks), tasks), tasks))
                        .mapEmpty();
    }

    /** Writes tasks as they are now, each locked before in this transaction. */
    public Future<Void> save(SqlClient tx, List<Task> tasks) {
        return tasks.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(SAVE)
                        .execute(TaskRows.changing(TaskRows.key(tasks), tasks))
                        .mapEmpty();
    }

    /** One task, its row locked until the transaction ends. */
    public Future<Optional<Task>> lock(SqlClient tx, TaskId id) {
        return lock(tx, List.of(id)).map(tasks -> tasks.stream().findFirst());
    }

    /** Tasks by id, their rows locked until the transaction ends; those that do not exist are absent. */
    public Future<List<Task>> lock(SqlClient tx, Collection<TaskId> ids) {
        return ids.isEmpty() ? none() : tx.preparedQuery(LOCK).execute(ids(ids)).map(this::read);
    }

    /** What is neither completed, rejected nor cancelled on these cases, locked until the transaction ends. */
    public Future<List<Task>> lockOpen(SqlClient tx, Collection<CaseId> cases) {
        return cases.isEmpty()
                ? none()
                : tx.preparedQuery(LOCK_OPEN).execute(cases(cases)).map(this::read);
    }

    /** Tasks by id, not locked. */
    public Future<Map<TaskId, Task>> byIds(SqlClient client, Collection<TaskId> ids) {
        Future<List<Task>> found = ids.isEmpty()
                ? none()
                : client.preparedQuery(BY_IDS).execute(ids(ids)).map(this::read);
        return found.map(tasks -> {
            Map<TaskId, Task> byId = new LinkedHashMap<>();
            tasks.forEach(task -> byId.put(task.id(), task));
            return byId;
        });
    }

    /** All tasks of these cases, the oldest first, not locked; a case without tasks is absent. */
    public Future<Map<CaseId, List<Task>>> ofCases(SqlClient client, Collection<CaseId> cases) {
        Future<List<Task>> found = cases.isEmpty()
                ? none()
                : client.preparedQuery(OF_CASES).execute(cases(cases)).map(this::read);
        return found.map(tasks -> {
            Map<CaseId, List<Task>> byCase = new LinkedHashMap<>();
            tasks.forEach(task -> byCase.computeIfAbsent(task.caseId(), id -> new ArrayList<>())
                    .add(task));
            return byCase;
        });
    }

    /** Locks these tasks, moves each by {@code rule}, writes those that changed; gives all as they are then. */
    public Future<List<Task>> move(SqlClient tx, Collection<TaskId> ids, UnaryOperator<Task> rule) {
        return lock(tx, ids).compose(before -> {
            List<Task> after = before.stream().map(rule).toList();
            List<Task> changed =
                    after.stream().filter(task -> !before.contains(task)).toList();
            return save(tx, changed).map(after);
        });
    }

    /** These reached their readers at {@code at}: of a task's owner it is delivered, unless it was, or is over. */
    public Future<Void> deliver(SqlClient tx, Collection<NotificationId> notifications, Instant at) {
        if (notifications.isEmpty()) {
            return Future.succeededFuture();
        }
        UUID[] ids = Columns.of(notifications, NotificationId::value, UUID[]::new);
        return tx.preparedQuery(REACHED)
                .execute(Tuple.of((Object) ids))
                .compose(rows -> {
                    List<TaskId> reached = new ArrayList<>(rows.size());
                    rows.forEach(row -> reached.add(new TaskId(row.getUUID(0))));
                    return move(tx, reached, task -> TaskRules.deliver(task, at));
                })
                .mapEmpty();
    }

    /** Keeps the owner's words, sealed for {@link #reasonCell}. */
    public Future<Void> keepReason(SqlClient tx, Task task, Buffer sealed) {
        return tx.preparedQuery(KEEP_REASON)
                .execute(Tuple.of(task.id().value(), task.caseId().value(), sealed))
                .mapEmpty();
    }

    /** What the owners said of these tasks, sealed; a task of which nothing was said is absent. */
    public Future<Map<TaskId, Sealed>> reasons(SqlClient client, Collection<Task> tasks) {
        if (tasks.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return client.preparedQuery(REASONS)
                .execute(ids(tasks.stream().map(Task::id).toList()))
                .map(rows -> {
                    Map<TaskId, Sealed> reasons = new LinkedHashMap<>();
                    rows.forEach(row -> {
                        TaskId id = new TaskId(row.getUUID("id"));
                        Scope scope = Scope.of(new CaseId(row.getUUID("case_id")));
                        reasons.put(id, new Sealed(scope, reasonCell(id), row.getBuffer("reason")));
                    });
                    return reasons;
                });
    }

    /** Leaves word that the task's owner moved it: whose move it is, by when, and what follows, may be otherwise now. */
    public Future<Void> lookAgain(SqlClient tx, Task task, Instant now) {
        return tx.preparedQuery(LOOK_AGAIN)
                .execute(Tuple.of(task.caseId().value(), task.id().value(), Times.of(now)))
                .mapEmpty();
    }

    /** Leaves word that the task's owner answered: what follows may be due at other times now. */
    public Future<Void> followUpNow(SqlClient tx, Task task, Instant now) {
        return tx.preparedQuery(FOLLOW_UP_NOW)
                .execute(Tuple.of(task.id().value(), Times.of(now)))
                .mapEmpty();
    }

    /** Where the owner's words to a task stand; whoever seals or opens them names this cell. */
    public static Cell reasonCell(TaskId id) {
        return new Cell("task", "reason", id.toString());
    }

    private List<Task> read(RowSet<Row> rows) {
        return TaskRows.read(rows, calendars);
    }

    private static Tuple ids(Collection<TaskId> ids) {
        return Tuple.tuple()
                .addArrayOfUUID(ids.stream().map(TaskId::value).distinct().toArray(UUID[]::new));
    }

    private static Tuple cases(Collection<CaseId> cases) {
        return Tuple.tuple()
                .addArrayOfUUID(cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new));
    }

    private static Future<List<Task>> none() {
        return Future.succeededFuture(List.of());
    }
}
