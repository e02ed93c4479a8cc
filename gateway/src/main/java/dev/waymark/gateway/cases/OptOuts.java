package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.NotificationId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who wants no texts or no mail any more, by the keyed hash of number or address: in every case and program, whatever a
 * {@code PUT} says (protocol, section 7). Stateless.
 */
public final class OptOuts {

    /** What an address belongs to; the word in the database. */
    public enum Medium {
        SMS,
        EMAIL;

        String word() {
            return this == SMS ? "sms" : "email";
        }
    }

    private static final String OUT = """
            insert into opt_out (address_hash, channel, since, until)
            values ($1, $2, $3, null)
            on conflict (address_hash) do update
               set since = excluded.since, until = null
             where opt_out.until is not null
            """;

    private static final String OUT_BY_TEXT = """
            insert into opt_out (address_hash, channel, since, until)
            select distinct address_hash, 'sms', $2::timestamptz, null::timestamptz
              from notification
             where id = any($1) and channel = 'sms' and address_hash is not null
             order by address_hash
            on conflict (address_hash) do update
               set since = excluded.since, until = null
             where opt_out.until is not null
            """;

    private static final String IN = """
            update opt_out set until = $2
             where address_hash = $1 and until is null
            """;

    private static final String ARE_OUT = """
            select address_hash from opt_out
             where address_hash = any($1) and until is null
            """;

    /** Opts the address out at {@code at}; true if it was not out before. */
    public Future<Boolean> out(SqlClient client, Buffer hash, Medium medium, Instant at) {
        return client.preparedQuery(OUT)
                .execute(Tuple.of(hash, medium.word(), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Opts the numbers out that these texts went to. */
    public Future<Void> outByText(SqlClient client, Collection<NotificationId> texts, Instant at) {
        UUID[] ids = texts.stream().map(NotificationId::value).toArray(UUID[]::new);
        return client.preparedQuery(OUT_BY_TEXT)
                .execute(Tuple.of(ids, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** Opts the address in again, by its holder's word; true if it was out. */
    public Future<Boolean> in(SqlClient client, Buffer hash, Instant at) {
        return client.preparedQuery(IN)
                .execute(Tuple.of(hash, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Those of {@code hashes} that are opted out now. */
    public Future<Set<Buffer>> isOut(SqlClient client, Collection<Buffer> hashes) {
        if (hashes.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return client.preparedQuery(ARE_OUT)
                .execute(Tuple.of(hashes.toArray(Buffer[]::new)))
                .map(rows -> {
                    Set<Buffer> out = new HashSet<>();
                    rows.forEach(row -> out.add(row.getBuffer("address_hash")));
                    return out;
                });
    }
}
