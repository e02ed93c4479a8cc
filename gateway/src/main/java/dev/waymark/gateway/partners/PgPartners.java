package dev.waymark.gateway.partners;

import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.DataKey;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Partners in PostgreSQL, contacts and secrets sealed under the partner's own key. Thread-safe. */
final class PgPartners {

    private static final String ALL = """
            select id, name, roles, programs, jwks_uri, webhook_url, webhook_secret, encrypt_to, contacts, calendar,
                   disabled_at is not null as disabled, deleted_at is not null as deleted, updated_at
              from partner
             order by id
            """;

    private static final String LOCK = """
            select id, name, roles, programs, jwks_uri, webhook_url, webhook_secret, encrypt_to, contacts, calendar,
                   disabled_at is not null as disabled, deleted_at is not null as deleted, updated_at
              from partner
             where id = $1
               for update
            """;

    private static final String WRITE = """
            insert into partner (id, name, roles, programs, jwks_uri, webhook_url, webhook_secret, encrypt_to, contacts, calendar,
                                 disabled_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $13, $8, $9, case when $10::boolean then $11::timestamptz end, $11)
            on conflict (id) do update
               set name = case when 'name' = any($12::text[]) then partner.name else excluded.name end,
                   roles = case when 'roles' = any($12::text[]) then partner.roles else excluded.roles end,
                   programs = case when 'programs' = any($12::text[]) then partner.programs else excluded.programs end,
                   jwks_uri = case when 'jwks_uri' = any($12::text[]) then partner.jwks_uri else excluded.jwks_uri end,
                   webhook_url = case when 'webhook_url' = any($12::text[]) then partner.webhook_url else excluded.webhook_url end,
                   webhook_secret = case when 'webhook_secret' = any($12::text[]) then partner.webhook_secret else excluded.webhook_secret end,
                   encrypt_to = case when 'encrypt_to' = any($12::text[]) then partner.encrypt_to else excluded.encrypt_to end,
                   contacts = case when 'contacts' = any($12::text[]) then partner.contacts else excluded.contacts end,
                   calendar = case when 'calendar' = any($12::text[]) then partner.calendar else excluded.calendar end,
                   disabled_at = case when $10 then coalesce(partner.disabled_at, $11) end, updated_at = $11
            """;

    private static final String DISABLE = """
            update partner set disabled_at = coalesce(disabled_at, $2), updated_at = $2
             where id = $1 and deleted_at is null
            """;

    private static final String DELETE = """
            update partner
               set deleted_at = $2, webhook_secret = null, contacts = null, updated_at = $2
             where id = $1 and deleted_at is null
            """;

    private final Sealing sealing;

    PgPartners(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Every partner that there ever was, deleted ones too. */
    Future<List<StoredPartner>> all(SqlClient client) {
        return client.preparedQuery(ALL).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(PgPartners::read)
                .toList());
    }

    /** One partner, its row locked until the transaction ends. */
    Future<Optional<StoredPartner>> lock(SqlClient tx, PartnerId id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id.value())).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(PgPartners::read)
                .findFirst());
    }

    /** Makes the partner what {@code entry} says, its keys aside, and the columns {@code kept}, if it is there already. */
    Future<Void> write(SqlClient tx, PartnerEntry entry, Set<String> kept, boolean disabled, Instant now) {
        Scope scope = Scope.of(entry.id());
        return sealing.keys(tx, List.of(scope))
                .compose(keys -> {
                    DataKey key = Objects.requireNonNull(keys.get(scope));
                    return tx.preparedQuery(WRITE).execute(row(entry, key, kept, disabled, now));
                })
                .mapEmpty();
    }

    private Tuple row(PartnerEntry entry, DataKey key, Set<String> kept, boolean disabled, Instant now) {
        Optional<Buffer> secret = entry.webhook()
                .flatMap(Webhook::secret)
                .map(value -> sealing.seal(key, secretCell(entry.id()), Buffer.buffer(value.reveal())));
        Optional<Buffer> contacts = Optional.of(entry.contacts())
                .filter(list -> !list.isEmpty())
                .map(list -> sealing.seal(
                        key,
                        contactsCell(entry.id()),
                        PartnerJson.contacts(list).toBuffer()));
        return Tuple.tuple()
                .addString(entry.id().value())
                .addString(entry.name())
                .addArrayOfString(entry.roles().stream().map(PartnerRole::wire).toArray(String[]::new))
                .addArrayOfString(
                        entry.programs().stream().map(ProgramId::value).toArray(String[]::new))
                .addValue(entry.jwksUri().map(URI::toString).orElse(null))
                .addValue(
                        entry.webhook().map(webhook -> webhook.url().toString()).orElse(null))
                .addValue(secret.orElse(null))
                .addValue(contacts.orElse(null))
                .addValue(entry.calendar().map(PartnerJson::calendar).orElse(null))
                .addBoolean(disabled)
                .addOffsetDateTime(Times.of(now))
                .addArrayOfString(kept.toArray(String[]::new))
                .addValue(entry.webhook()
                        .flatMap(Webhook::encryptTo)
                        .map(EncryptionKey::jwk)
                        .orElse(null));
    }

    Future<Void> disable(SqlClient tx, PartnerId id, Instant now) {
        return tx.preparedQuery(DISABLE)
                .execute(Tuple.of(id.value(), Times.of(now)))
                .mapEmpty();
    }

    /** Takes the partner away for good; its secret and contacts with it. */
    Future<Void> delete(SqlClient tx, PartnerId id, Instant now) {
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(id.value(), Times.of(now)))
                .mapEmpty();
    }

    private static Cell secretCell(PartnerId id) {
        return new Cell("partner", "webhook_secret", id.value());
    }

    private static Cell contactsCell(PartnerId id) {
        return new Cell("partner", "contacts", id.value());
    }

    private static StoredPartner read(Row row) {
        PartnerId id = new PartnerId(row.getString("id"));
        return new StoredPartner(
                id,
                row.getString("name"),
                List.of(row.getArrayOfStrings("roles")).stream()
                        .map(PartnerRole::of)
                        .toList(),
                List.of(row.getArrayOfStrings("programs")).stream()
                        .map(ProgramId::new)
                        .toList(),
                Optional.ofNullable(row.getString("jwks_uri")),
                Optional.ofNullable(row.getString("webhook_url")).map(URI::create),
                Optional.ofNullable(row.getBuffer("webhook_secret"))
                        .map(value -> new Sealed(Scope.of(id), secretCell(id), value)),
                Optional.ofNullable(row.getJsonObject("encrypt_to")).map(EncryptionKey::parse),
                Optional.ofNullable(row.getBuffer("contacts"))
                        .map(value -> new Sealed(Scope.of(id), contactsCell(id), value)),
                Optional.ofNullable(row.getJsonObject("calendar")).map(PartnerJson::calendar),
                row.getBoolean("disabled"),
                row.getBoolean("deleted"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
