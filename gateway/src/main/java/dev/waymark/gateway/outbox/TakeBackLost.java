package dev.waymark.gateway.outbox;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run that is gone had in hand is due again, without waiting for its leases to end. A run is gone where nobody
 * holds its lock ({@link dev.waymark.gateway.pg.Presence}); every node looks. What was lost more than once in a row
 * waits longer each time, no two alike: where one message brings its run down, the others go out before it is taken up
 * again. Thread-safe.
 */
public final class TakeBackLost {

    private static final Logger LOG = LoggerFactory.getLogger(TakeBackLost.class);

    private static final String TAKE_BACK = """
            with runs as materialized (
                select distinct leased_by as run
                from outbox
                where lease_until is not null and leased_by <> $1
            ), gone as materialized (
                select run from runs where pg_try_advisory_xact_lock_shared(hashtextextended('run/' || run, 0))
            ), lost as materialized (
                select o.notification
                from outbox o
                join gone on gone.run = o.leased_by
                where o.lease_until is not null
                order by o.notification
                for update of o skip locked
            )
            update outbox o
            set lease_until = null, leased_by = null,
                retry_at = greatest(o.retry_at,
                    $2::timestamptz + greatest(o.unconcluded - 1, 0) * (1 + random()) * interval '5 seconds')
            from lost
            where o.notification = lost.notification
            """;

    private final Database database;
    private final Clocks clocks;
    private final UUID run;

    /** @param run of this node */
    public TakeBackLost(Database database, Clocks clocks, UUID run) {
        this.database = database;
        this.clocks = clocks;
        this.run = run;
    }

    /** How many messages are due again. */
    public Future<Integer> round() {
        return database.client()
                .preparedQuery(TAKE_BACK)
                .execute(Tuple.of(run, Times.of(clocks.steady())))
                .map(rows -> {
                    int back = rows.rowCount();
                    if (back > 0) {
                        LOG.info(
                                "{} messages that a run had in hand which is gone are due again, under the same ids",
                                back);
                    }
                    return back;
                });
    }
}
