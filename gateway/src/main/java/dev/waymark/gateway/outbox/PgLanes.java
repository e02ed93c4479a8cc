package dev.waymark.gateway.outbox;

import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** Opens a lane that its endpoint had closed: what waited goes out again, with a fresh schedule. Thread-safe. */
public final class PgLanes {

    private static final String REOPEN = """
            with opened as (delete from closed_lane where lane = $1 returning lane)
            update outbox o set attempts = 0, refusals = 0, retry_at = $2
            from opened where o.lane = opened.lane and o.lease_until is null
            """;

    private final Clocks clocks;

    public PgLanes(Clocks clocks) {
        this.clocks = clocks;
    }

    public Future<Void> reopen(SqlClient connection, Lane lane) {
        return connection
                .preparedQuery(REOPEN)
                .execute(Tuple.of(lane.name(), Times.of(clocks.steady())))
                .mapEmpty();
    }
}
