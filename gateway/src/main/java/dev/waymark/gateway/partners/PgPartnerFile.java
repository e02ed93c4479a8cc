package dev.waymark.gateway.partners;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What partners.yaml said last time. Stateless. */
final class PgPartnerFile {

    /** One at a time: nodes that start together read the same file. */
    private static final String LOCK = """
            lock table partner_file in share row exclusive mode
            """;

    private static final String ALL = """
            select partner, digests, keys from partner_file
            """;

    private static final String WRITE = """
            insert into partner_file (partner, digests, keys)
            values ($1, $2, $3)
            on conflict (partner) do update set digests = excluded.digests, keys = excluded.keys
            """;

    private static final String GONE = """
            update partner_file set digests = null where partner = $1
            """;

    /** An entry of last time; without digests, one that was taken out of the file before that. */
    record Entry(Optional<JsonObject> digests, JsonObject keys) {
        static final Entry NONE = new Entry(Optional.empty(), new JsonObject());
    }

    Future<Map<PartnerId, Entry>> lockAndRead(SqlClient tx) {
        return tx.query(LOCK)
                .execute()
                .compose(locked -> tx.preparedQuery(ALL).execute())
                .map(rows -> {
                    Map<PartnerId, Entry> entries = new HashMap<>();
                    rows.forEach(row -> entries.put(
                            new PartnerId(row.getString("partner")),
                            new Entry(Optional.ofNullable(row.getJsonObject("digests")), row.getJsonObject("keys"))));
                    return entries;
                });
    }

    Future<Void> write(SqlClient tx, PartnerId partner, JsonObject digests, JsonObject keys) {
        return tx.preparedQuery(WRITE)
                .execute(Tuple.of(partner.value(), digests, keys))
                .mapEmpty();
    }

    Future<Void> gone(SqlClient tx, PartnerId partner) {
        return tx.preparedQuery(GONE).execute(Tuple.of(partner.value())).mapEmpty();
    }
}
