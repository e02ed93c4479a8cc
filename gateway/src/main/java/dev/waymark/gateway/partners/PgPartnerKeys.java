package dev.waymark.gateway.partners;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.signing.PartnerKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Partners' public keys in PostgreSQL. A revoked one keeps its row, so that its kid never comes back. Stateless. */
final class PgPartnerKeys {

    private static final String ALL = """
            select partner, kid, jwk, added_at, revoked_at
              from partner_key
             order by partner, added_at, kid
            """;

    private static final String OF_PARTNER = """
            select partner, kid, jwk, added_at, revoked_at
              from partner_key
             where partner = $1
             order by added_at, kid
            """;

    private static final String PUT = """
            insert into partner_key (partner, kid, jwk, added_at)
            values ($1, $2, $3, $4)
            on conflict (partner, kid) do update
               set jwk = excluded.jwk
             where partner_key.revoked_at is null
            """;

    private static final String REVOKE = """
            update partner_key set revoked_at = $3
             where partner = $1 and kid = any($2::text[]) and revoked_at is null
            """;

    /** A kid that this gateway never held itself: of the partner's jwksUri, now or later. */
    private static final String REVOKE_PUBLISHED = """
            insert into partner_key (partner, kid, jwk, added_at, revoked_at)
            values ($1, $2, $3, $4, $4)
            on conflict (partner, kid) do update
               set revoked_at = coalesce(partner_key.revoked_at, excluded.revoked_at)
            """;

    Future<List<StoredKey>> all(SqlClient client) {
        return client.preparedQuery(ALL).execute().map(PgPartnerKeys::read);
    }

    Future<List<StoredKey>> of(SqlClient client, PartnerId partner) {
        return client.preparedQuery(OF_PARTNER)
                .execute(Tuple.of(partner.value()))
                .map(PgPartnerKeys::read);
    }

    /** Adds the key, or changes what a live kid stands for; false where the kid was revoked: then nothing is done. */
    Future<Boolean> put(SqlClient tx, PartnerId partner, PartnerKey key, Instant now) {
        return tx.preparedQuery(PUT)
                .execute(Tuple.of(partner.value(), key.kid(), key.jwk(), Times.of(now)))
                .map(rows -> rows.rowCount() > 0);
    }

    Future<Void> revoke(SqlClient tx, PartnerId partner, Collection<String> kids, Instant now) {
        return tx.preparedQuery(REVOKE)
                .execute(Tuple.of(partner.value(), kids.toArray(String[]::new), Times.of(now)))
                .mapEmpty();
    }

    Future<Void> revokePublished(SqlClient tx, PartnerId partner, String kid, Instant now) {
        return tx.preparedQuery(REVOKE_PUBLISHED)
                .execute(Tuple.of(partner.value(), kid, new JsonObject().put("kid", kid), Times.of(now)))
                .mapEmpty();
    }

    private static List<StoredKey> read(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new StoredKey(
                        new PartnerId(row.getString("partner")),
                        row.getString("kid"),
                        row.getJsonObject("jwk"),
                        row.getOffsetDateTime("added_at").toInstant(),
                        Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(OffsetDateTime::toInstant)))
                .toList();
    }
}
