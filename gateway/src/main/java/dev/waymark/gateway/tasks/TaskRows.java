package dev.waymark.gateway.tasks;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.pg.Times;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tasks to and from rows of {@code task}, many at once as one array a column. */
final class TaskRows {

    private TaskRows() {}

    static List<Task> read(RowSet<Row> rows, Function<PartnerId, Calendar> calendars) {
        List<Task> tasks = new ArrayList<>(rows.size());
        rows.forEach(row -> tasks.add(read(row, calendars)));
        return tasks;
    }

    /** By place, in the order of every select of {@link PgTasks}: by name each column costs a search. */
    private static Task read(Row row, Function<PartnerId, Calendar> calendars) {
        PartnerId owner = new PartnerId(row.getString(5));
        return new Task(
                new TaskId(row.getUUID(0)),
                new CaseId(row.getUUID(1)),
                new MilestoneId(row.getUUID(2)),
                new Action(row.getString(3)),
                PartnerRole.of(row.getString(4)),
                owner,
                TaskStatus.of(row.getString(6)),
                Times.instant(row.getOffsetDateTime(7)),
                Times.instant(row.getOffsetDateTime(8)),
                time(row, 9),
                time(row, 10),
                Optional.ofNullable(row.getString(11)).map(AnsweredBy::of),
                time(row, 12),
                Optional.ofNullable(row.getString(13)).map(PartnerId::new),
                time(row, 14),
                time(row, 15),
                time(row, 16),
                holds(row.getArrayOfOffsetDateTimes(17)),
                row.getBoolean(18) ? Optional.of(calendars.apply(owner)) : Optional.empty(),
                row.getString(19));
    }

    /** What never changes: id, case, action, role, owner, requested_at. */
    static Tuple fixed(List<Task> tasks) {
        return Tuple.tuple()
                .addArrayOfUUID(column(tasks, task -> task.id().value()).toArray(new UUID[0]))
                .addArrayOfUUID(column(tasks, task -> task.caseId().value()).toArray(new UUID[0]))
                .addArrayOfString(column(tasks, task -> task.action().value()).toArray(new String[0]))
                .addArrayOfString(column(tasks, task -> task.role().wire()).toArray(new String[0]))
                .addArrayOfString(column(tasks, task -> task.owner().value()).toArray(new String[0]))
                .addArrayOfOffsetDateTime(
                        column(tasks, task -> Times.of(task.requestedAt())).toArray(new OffsetDateTime[0]));
    }

    /** What never changes either, appended to {@code tuple}: working, policy. */
    static Tuple terms(Tuple tuple, List<Task> tasks) {
        return tuple.addArrayOfBoolean(
                        column(tasks, task -> task.calendar().isPresent()).toArray(new Boolean[0]))
                .addArrayOfString(column(tasks, Task::policy).toArray(new String[0]));
    }

    static Tuple key(List<Task> tasks) {
        return Tuple.tuple()
                .addArrayOfUUID(column(tasks, task -> task.id().value()).toArray(new UUID[0]))
                .addArrayOfUUID(column(tasks, task -> task.caseId().value()).toArray(new UUID[0]));
    }

    /** What may change, appended to {@code tuple}: milestone, status, due_at … holds. */
    static Tuple changing(Tuple tuple, List<Task> tasks) {
        tuple.addArrayOfUUID(column(tasks, task -> task.milestone().value()).toArray(new UUID[0]));
        tuple.addArrayOfString(column(tasks, task -> task.status().wire()).toArray(new String[0]));
        tuple.addArrayOfOffsetDateTime(times(tasks, task -> Optional.of(task.dueAt())));
        tuple.addArrayOfOffsetDateTime(times(tasks, Task::deliveredAt));
        tuple.addArrayOfOffsetDateTime(times(tasks, Task::acknowledgedAt));
        tuple.addArrayOfString(texts(tasks, task -> task.answeredBy().map(AnsweredBy::word)));
        tuple.addArrayOfOffsetDateTime(times(tasks, Task::completedAt));
        tuple.addArrayOfString(texts(tasks, task -> task.completedBy().map(PartnerId::value)));
        tuple.addArrayOfOffsetDateTime(times(tasks, Task::closedAt));
        tuple.addArrayOfOffsetDateTime(times(tasks, Task::rejectedAt));
        tuple.addArrayOfOffsetDateTime(times(tasks, Task::heldSince));
        return tuple.addArrayOfString(texts(tasks, TaskRows::holds));
    }

    /** As PostgreSQL writes an array of times; none where it was never held. */
    private static Optional<String> holds(Task task) {
        return task.holds().isEmpty()
                ? Optional.empty()
                : Optional.of(task.holds().stream()
                        .map(hold -> hold.since() + "," + hold.until())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private static List<Hold> holds(OffsetDateTime @Nullable [] times) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; times != null && i < times.length; i += 2) {
            holds.add(new Hold(Times.instant(times[i]), Times.instant(times[i + 1])));
        }
        return holds;
    }

    private static <T> List<T> column(List<Task> tasks, Function<Task, T> value) {
        return tasks.stream().map(value).toList();
    }

    private static OffsetDateTime[] times(List<Task> tasks, Function<Task, Optional<Instant>> time) {
        OffsetDateTime[] times = new OffsetDateTime[tasks.size()];
        for (int i = 0; i < times.length; i++) {
            Optional<Instant> at = time.apply(tasks.get(i));
            if (at.isPresent()) {
                times[i] = Times.of(at.get());
            }
        }
        return times;
    }

    private static String[] texts(List<Task> tasks, Function<Task, Optional<String>> text) {
        String[] texts = new String[tasks.size()];
        for (int i = 0; i < texts.length; i++) {
            Optional<String> word = text.apply(tasks.get(i));
            if (word.isPresent()) {
                texts[i] = word.get();
            }
        }
        return texts;
    }

    private static Optional<Instant> time(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(Times::instant);
    }
}
