package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Mail addresses that their relay refuses for good, by keyed hash: nothing more is written to them in any case, until
 * another address is given or the holder asks for mail again. Stateless.
 */
public final class Bounces {

    private static final String MARK = """
            insert into bounced_address (address_hash, since)
            select distinct address_hash, $2::timestamptz
              from notification
             where id = any($1) and channel = 'email' and address_hash is not null
             order by address_hash
            on conflict (address_hash) do nothing
            """;

    private static final String AMONG = "select address_hash from bounced_address where address_hash = any($1)";

    private static final String FORGET = "delete from bounced_address where address_hash = $1";

    /** Marks the addresses that these messages went to. */
    public Future<Void> mark(SqlClient tx, Collection<NotificationId> mails, Instant at) {
        UUID[] ids = mails.stream().map(NotificationId::value).toArray(UUID[]::new);
        return tx.preparedQuery(MARK).execute(Tuple.of(ids, Times.of(at))).mapEmpty();
    }

    /** Those of {@code hashes} that are marked. */
    public Future<Set<Buffer>> among(SqlClient client, Collection<Buffer> hashes) {
        if (hashes.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return client.preparedQuery(AMONG)
                .execute(Tuple.of(hashes.toArray(Buffer[]::new)))
                .map(rows -> {
                    Set<Buffer> marked = new HashSet<>();
                    rows.forEach(row -> marked.add(row.getBuffer(0)));
                    return marked;
                });
    }

    /** By the holder's word: it is written to again. */
    public Future<Void> forget(SqlClient client, Buffer hash) {
        return client.preparedQuery(FORGET).execute(Tuple.of(hash)).mapEmpty();
    }
}
