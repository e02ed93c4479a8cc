package dev.waymark.gateway.outbox;

import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** How much waits to go out, for health and metrics. Thread-safe. */
public final class PgBacklog {

    /** Counted no further: looking must stay cheap while much waits. */
    private static final int MOST = 10_000;

    private static final String DUE = """
            select count(*)
            from (select from outbox o
                join lane l on l.lane = o.lane
                where o.retry_at <= $1 and o.not_before <= $2 and (o.lease_until is null or o.lease_until <= $1)
                    and l.state <> 'closed'
                limit $3) as due
            """;

    private final Clocks clocks;

    public PgBacklog(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Messages that are due and in nobody's hands, counted up to ten thousand; behind a closed endpoint none is due. */
    public Future<Long> due(SqlClient client) {
        return client.preparedQuery(DUE)
                .execute(Tuple.of(Times.of(clocks.steady()), Times.of(clocks.business()), MOST))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
