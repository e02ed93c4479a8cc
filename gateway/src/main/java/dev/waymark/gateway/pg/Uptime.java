package dev.waymark.gateway.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * When the gateway was up, on any node: one row a run, carried on each minute by the caller. What lies between the last
 * carrying on and a crash counts as down.
 */
public final class Uptime {

    private static final String BEGIN =
            "insert into uptime (run, started_at, last_seen_at) values ($1, $2, $2) on conflict (run) do nothing";

    private static final String CARRY_ON = "update uptime set last_seen_at = $2 where run = $1 and last_seen_at < $2";

    private static final String SINCE =
            "select started_at, last_seen_at from uptime where last_seen_at >= $1 order by started_at";

    private Uptime() {}

    public static Future<Void> begin(SqlClient client, UUID run, Instant now) {
        return client.preparedQuery(BEGIN).execute(Tuple.of(run, Times.of(now))).mapEmpty();
    }

    public static Future<Void> carryOn(SqlClient client, UUID run, Instant now) {
        return client.preparedQuery(CARRY_ON)
                .execute(Tuple.of(run, Times.of(now)))
                .mapEmpty();
    }

    /** All runs of all nodes that reach beyond an instant. */
    public static Future<UpTimes> since(SqlClient client, Instant from) {
        return client.preparedQuery(SINCE).execute(Tuple.of(Times.of(from))).map(rows -> {
            List<UpTimes.Run> runs = new ArrayList<>(rows.size());
            for (Row row : rows) {
                runs.add(new UpTimes.Run(
                        Times.instant(row.getOffsetDateTime("started_at")),
                        Times.instant(row.getOffsetDateTime("last_seen_at"))));
            }
            return UpTimes.of(runs);
        });
    }
}
