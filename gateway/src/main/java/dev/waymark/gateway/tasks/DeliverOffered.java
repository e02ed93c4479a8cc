package dev.waymark.gateway.tasks;

import static java.util.Objects.requireNonNull;

import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.pg.UpTimes;
import dev.waymark.gateway.pg.Uptime;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The four-hour rule (protocol, section 10): a task that its owner could have fetched for four hours of the gateway's
 * being up counts as delivered at the very end of them, so that who shuts its endpoint does not stop its own clock. Run
 * each minute and before the measure is read; running it again, or on several nodes at once, changes nothing. Thread-safe.
 *
 * <pre>
 *   requested                                        delivered
 *   ├──── up 1 h ────┤      down      ├──── up 3 h ────┤
 * </pre>
 */
public final class DeliverOffered {

    private static final Duration OFFERED = Duration.ofHours(4);
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 500;

    /** Closed tasks too: what was offered before it was closed was delivered, even if that is found out afterwards. */
    private static final String UNDELIVERED = """
            select id, requested_at
              from task
             where delivered_at is null and (closed_at is null or closed_at - requested_at >= interval '4 hours')
               and requested_at <= $1 and (requested_at, id) > ($2, $3)
             order by requested_at, id
             limit $4
            """;

    private final Database database;
    private final PgTasks tasks;
    private final Clocks clocks;
    private final UUID run;

    /** @param run this node's own in {@link Uptime}; it is carried on to the moment of asking */
    public DeliverOffered(Database database, PgTasks tasks, Clocks clocks, UUID run) {
        this.database = database;
        this.tasks = tasks;
        this.clocks = clocks;
        this.run = run;
    }

    /** How many tasks were found delivered; all that is known up to now is done when the Future succeeds. */
    public Future<Integer> run() {
        Instant now = clocks.business();
        return Uptime.carryOn(database.client(), run, now)
                .compose(carried -> page(now.minus(OFFERED), Instant.EPOCH, BEFORE_ALL, 0));
    }

    private Future<Integer> page(Instant latest, Instant after, UUID afterId, int before) {
        Tuple place = Tuple.of(Times.of(latest), Times.of(after), afterId, PAGE);
        return database.client().preparedQuery(UNDELIVERED).execute(place).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(before);
            }
            Row last = last(rows);
            return deliver(rows)
                    .compose(delivered -> page(
                            latest,
                            Times.instant(last.getOffsetDateTime("requested_at")),
                            last.getUUID("id"),
                            before + delivered));
        });
    }

    private Future<Integer> deliver(RowSet<Row> undelivered) {
        Instant earliest = Times.instant(undelivered.iterator().next().getOffsetDateTime("requested_at"));
        return Uptime.since(database.client(), earliest).compose(up -> deliver(offered(undelivered, up)));
    }

    private Future<Integer> deliver(Map<TaskId, Instant> offered) {
        return offered.isEmpty()
                ? Future.succeededFuture(0)
                : database.transaction(tx -> tasks.move(
                                tx,
                                offered.keySet(),
                                task -> TaskRules.deliver(task, requireNonNull(offered.get(task.id())))))
                        .map(offered.size());
    }

    private static Map<TaskId, Instant> offered(RowSet<Row> undelivered, UpTimes up) {
        Map<TaskId, Instant> offered = new HashMap<>();
        undelivered.forEach(row -> up.after(Times.instant(row.getOffsetDateTime("requested_at")), OFFERED)
                .ifPresent(at -> offered.put(new TaskId(row.getUUID("id")), at)));
        return offered;
    }

    private static Row last(RowSet<Row> rows) {
        Row last = null;
        for (Row row : rows) {
            last = row;
        }
        return requireNonNull(last);
    }
}
