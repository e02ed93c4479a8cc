package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.PgReadMeasure.each;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.tasks.Hold;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The tasks behind the figures of {@link PgMeasure}, by the same definition. Thread-safe. */
final class PgMeasuredTasks {

    private static final String TASKS = MeasuredSql.CLASSED + """
            , figured as (
              select id, case_id, requested_at, key, class, took,
                     array_remove(array[
                       'requested', class,
                       case when class = 'pending' and is_answered then 'pendingAnswered' end,
                       case when class = 'due' and is_answered then 'acknowledged' end,
                       case when class = 'due' and not is_answered then 'unanswered' end,
                       case when class = 'due' and took <= $4 then 'acknowledgedWithin' end,
                       case when class = 'due' and (took <= $4) is not true then 'missed' end,
                       case when class = 'due' and took <= $4 and answered_by = 'on-hold' then 'answeredByHold' end,
                       case when class = 'due' and took <= $4 and at_once then 'answeredAtOnce' end,
                       case when class = 'due' and completed_within then 'completedWithin' end,
                       case when overdue then 'overdue' end], null) as figures
                from classed
            ), page as (
              select id, case_id, requested_at, class, took, figures
                from figured
               where $13::text = any(figures)
                 and ($14::text is null or key = $14::text)
                 and ($15::float8 is null or class = 'due' and took >= $15::float8)
                 and ($16::float8 is null or class = 'due' and took < $16::float8)
                 and (requested_at, id) > ($1::timestamptz, $17::uuid)
               order by requested_at, id
               limit $18
            )
            select p.id, t.program,
                   case when $19::text is null or t.program = any($20::text[]) or $19::text = any(c.managers)
                        then c.code end,
                   t.owner, t.action, t.code, t.status, p.class, p.figures,
                   case when 'acknowledged' = any(p.figures) then p.took end,
                   t.requested_at, t.due_at, least(t.delivered_at, t.acknowledged_at), t.acknowledged_at, t.answered_by,
                   t.completed_at,
                   coalesce(t.completed_by = t.owner, false), t.rejected_at, t.closed_at, t.held_since, t.holds,
                   t.policy
              from page p
              join task t on t.id = p.id and t.case_id = p.case_id
              join care_case c on c.id = p.case_id
             order by p.requested_at, p.id
            """;

    /** Before every task of an instant. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Vertx vertx;
    private final PgReadMeasure read;

    PgMeasuredTasks(Vertx vertx, PgReadMeasure read) {
        this.vertx = vertx;
        this.read = read;
    }

    /** In order of their request; one more than the limit where there are more. */
    Future<List<MeasuredTask>> page(TasksQuery query, MeasureScope scope) {
        MeasureQuery measure = query.measure();
        Instant asked = PgReadMeasure.from(measure);
        Instant from = query.after()
                .map(TasksQuery.After::requestedAt)
                .filter(asked::isBefore)
                .orElse(asked);
        return read.run(measure, scope, (tx, hours) -> {
            Tuple parameters = PgReadMeasure.parameters(measure, ofKey(query, scope), from, hours)
                    .addString(query.figure().word())
                    .addString(query.key().orElse(null))
                    .addDouble(query.atLeast().map(PgReadMeasure::millis).orElse(null))
                    .addDouble(query.below().map(PgReadMeasure::millis).orElse(null))
                    .addUUID(query.after().map(TasksQuery.After::task).orElse(FIRST))
                    .addInteger(query.limit() + 1)
                    .addString(scope.manager().map(UserName::value).orElse(null))
                    .addArrayOfString(PgReadMeasure.words(scope.supervised()));
            return tx.preparedQuery(TASKS)
                    .execute(parameters)
                    .compose(rows -> vertx.executeBlocking(() -> tasks(rows, measure, hours), false));
        });
    }

    /** Where the key is a partner, its own index leads to the tasks. */
    private static MeasureScope ofKey(TasksQuery query, MeasureScope scope) {
        return query.measure().groupBy() == GroupBy.PARTNER && scope.owner().isEmpty()
                ? query.key()
                        .filter(PartnerId::isValid)
                        .map(PartnerId::new)
                        .map(scope::of)
                        .orElse(scope)
                : scope;
    }

    private static List<MeasuredTask> tasks(RowSet<Row> rows, MeasureQuery query, OwnersHours hours) {
        List<Instant> opened = each(rows, row -> time(row, 12)).stream()
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        Instant first = opened.isEmpty() ? query.asOf() : opened.get(0);
        Instant last = opened.isEmpty() ? query.asOf() : opened.get(opened.size() - 1);
        BiFunction<PartnerId, Instant, Instant> windowEnds = hours.windowEnds(first, last, query.within());
        return each(rows, row -> task(row, windowEnds));
    }

    private static MeasuredTask task(Row row, BiFunction<PartnerId, Instant, Instant> windowEnds) {
        PartnerId owner = new PartnerId(row.getString(3));
        Optional<Instant> delivered = time(row, 12);
        return new MeasuredTask(
                new TaskId(row.getUUID(0)),
                new ProgramId(row.getString(1)),
                Optional.ofNullable(row.getString(2)),
                owner,
                new Action(row.getString(4)),
                Optional.ofNullable(row.getString(5)).map(MilestoneCode::new),
                TaskStatus.of(row.getString(6)),
                row.getString(21),
                row.getString(7),
                List.of(row.getArrayOfStrings(8)),
                Optional.ofNullable(row.getDouble(9)).map(took -> Duration.ofMillis(took.longValue())),
                delivered.map(opens -> windowEnds.apply(owner, opens)),
                new MeasuredTask.Times(
                        Times.instant(row.getOffsetDateTime(10)),
                        Times.instant(row.getOffsetDateTime(11)),
                        delivered,
                        time(row, 13),
                        Optional.ofNullable(row.getString(14)),
                        time(row, 15),
                        row.getBoolean(16),
                        time(row, 17),
                        time(row, 18),
                        time(row, 19),
                        holds(row.getArrayOfOffsetDateTimes(20))));
    }

    private static List<Hold> holds(OffsetDateTime @Nullable [] times) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; times != null && i < times.length; i += 2) {
            holds.add(new Hold(Times.instant(times[i]), Times.instant(times[i + 1])));
        }
        return holds;
    }

    private static Optional<Instant> time(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(Times::instant);
    }
}
