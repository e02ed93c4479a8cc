package dev.waymark.gateway.outbox;

import dev.waymark.gateway.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run that is gone had in hand is due again, without waiting for its leases to end. A run is gone where nobody
 * holds its lock ({@link dev.waymark.gateway.pg.Presence}); every node looks. Thread-safe.
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
            )
            update outbox o
            set lease_until = null, leased_by = null
            from gone
            where o.leased_by = gone.run and o.lease_until is not null
            """;

    private final Database database;
    private final UUID run;

    /** @param run of this node */
    public TakeBackLost(Database database, UUID run) {
        this.database = database;
        this.run = run;
    }

    /** How many messages are due again. */
    public Future<Integer> round() {
        return database.client().preparedQuery(TAKE_BACK).execute(Tuple.of(run)).map(rows -> {
            int back = rows.rowCount();
            if (back > 0) {
                LOG.info("{} messages that a run had in hand which is gone are due again, under the same ids", back);
            }
            return back;
        });
    }
}
