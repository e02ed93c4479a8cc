package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Whether the gateway has come to rest. The endpoint that misbehaves is not waited for. Thread-safe. */
final class PgStillness {

    private static final String LOOK = """
            select
                (select count(*) from fanout_due where poison_at is null)
                + (select count(*) from task_follow_up where next_at <= $2)
                + (select count(*) from alert_follow_up where next_at <= $2)
                + (select count(*) from case_standing where next_change_at <= $2)
                + (select count(*) from outbox o
                    where o.lane <> $3
                        and (o.lease_until > $1 or (o.retry_at <= $1 and o.not_before <= $2))
                        and not exists (select from lane l where l.lane = o.lane and (l.state <> 'open' or l.not_before > $1))) as busy,
                (select min(not_before) from outbox where not_before > $2 and lane <> $3) as next_held
            """;

    private final Database database;
    private final Clocks clocks;
    private final Lane trouble;

    PgStillness(Database database, Clocks clocks, Lane trouble) {
        this.database = database;
        this.clocks = clocks;
        this.trouble = trouble;
    }

    Future<Pace.Stillness> look() {
        return database.client()
                .preparedQuery(LOOK)
                .execute(Tuple.of(Times.of(clocks.steady()), Times.of(clocks.business()), trouble.name()))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Pace.Stillness(
                            row.getLong(0),
                            Optional.ofNullable(row.getOffsetDateTime(1)).map(Times::instant));
                });
    }
}
