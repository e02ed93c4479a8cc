package dev.waymark.gateway.partners;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;

/**
 * Tells the nodes that partners changed: a number that rises with each committed change, for those that poll, and a
 * notice, for those that listen. Stateless.
 */
final class PgPartnerChanges {

    /** The channel of {@code NOTIFY}. */
    static final String CHANNEL = "partners";

    // The row stays locked until the change commits, so numbers rise in commit order and none is skipped over.
    private static final String RAISE = """
            insert into feed (name, last)
            values ('partners', 1)
            on conflict (name) do update set last = feed.last + 1
            """;

    private static final String NOTIFY = """
            select pg_notify('partners', '')
            """;

    private static final String NEWEST = """
            select last from feed where name = 'partners'
            """;

    /** To be called last in a transaction that changed a partner. */
    Future<Void> tell(SqlClient tx) {
        return tx.preparedQuery(RAISE)
                .execute()
                .compose(raised -> tx.preparedQuery(NOTIFY).execute())
                .mapEmpty();
    }

    /** The number of the newest change; 0 before the first. */
    Future<Long> newest(SqlClient client) {
        return client.preparedQuery(NEWEST)
                .execute()
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("last"));
    }
}
