package dev.waymark.gateway.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers without holes, given in commit order: taking one locks the feed's row until the transaction ends, so whoever
 * has read number n can still miss none before it.
 */
public final class Feeds {

    /** Taken last by everybody, because a transaction comes to its alerts last. */
    public static final String ALERTS = "alerts";

    /** Rows are locked in the order of the select: by name, alerts last. */
    private static final String TAKE = """
            insert into feed as f (name, last)
            select name, many from unnest($1::text[], $2::bigint[]) as wanted (name, many)
            order by name = 'alerts', name collate "C"
            on conflict (name) do update set last = f.last + excluded.last
            returning name, last
            """;

    private Feeds() {}

    /** The feed of a partner's notifications. */
    public static String ofPartner(String partner) {
        return "partner/" + partner;
    }

    /**
     * Takes runs of numbers, in the transaction of {@code tx}.
     *
     * @param howManyByFeed at least one for each feed
     * @return the first number of each run
     */
    public static Future<Map<String, Long>> take(SqlClient tx, Map<String, Integer> howManyByFeed) {
        if (howManyByFeed.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        String[] names = howManyByFeed.keySet().toArray(String[]::new);
        Long[] many = new Long[names.length];
        for (int i = 0; i < names.length; i++) {
            many[i] = howManyByFeed.getOrDefault(names[i], 0).longValue();
            if (many[i] < 1) {
                throw new IllegalArgumentException("no number wanted of " + names[i]);
            }
        }
        return tx.preparedQuery(TAKE).execute(Tuple.of(names, (Object) many)).map(rows -> {
            Map<String, Long> first = new HashMap<>();
            for (Row row : rows) {
                String name = row.getString("name");
                first.put(name, row.getLong("last") - howManyByFeed.getOrDefault(name, 0) + 1);
            }
            return first;
        });
    }
}
