package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** How many more events of a partner may be parked. */
final class PgParkingLots {

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('parked/' || partner, 0))
              from (select unnest($1::text[]) as partner order by 1) as sorted
            """;

    private static final String COUNT = """
            select wanted.partner,
                   (select count(*)
                      from (select
                              from milestone m
                             where m.partner = wanted.partner and m.accepted_at is null and m.set_aside_at is null
                             limit $2) as parked)
              from unnest($1::text[]) as wanted (partner)
            """;

    private final int limit;

    PgParkingLots(int limit) {
        this.limit = limit;
    }

    /** The room left to each, held against other transactions until this one ends. */
    Future<Map<PartnerId, Integer>> room(SqlClient tx, Collection<PartnerId> partners) {
        String[] names = Columns.of(new TreeSet<>(partners), PartnerId::value, String[]::new);
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(names))
                .compose(locked -> tx.preparedQuery(COUNT).execute(Tuple.of(names, limit)))
                .map(rows -> {
                    Map<PartnerId, Integer> room = new HashMap<>();
                    rows.forEach(row -> room.put(
                            new PartnerId(row.getString(0)),
                            limit - row.getLong(1).intValue()));
                    return room;
                });
    }

    Taken full() {
        return Taken.refused(Problem.of(
                429,
                "parked-limit",
                "Too many events wait for their cases",
                "At most " + limit + " events of one partner may be parked; enrol their cases, then send this again"));
    }
}
