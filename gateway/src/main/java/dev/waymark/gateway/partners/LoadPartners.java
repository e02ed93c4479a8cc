package dev.waymark.gateway.partners;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.signing.KeyDirectory.KeyState;
import dev.waymark.gateway.signing.KeyDirectory.Live;
import dev.waymark.gateway.signing.KeyDirectory.Revoked;
import dev.waymark.gateway.signing.PartnerKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all partners and keys from the database. Thread-safe. */
final class LoadPartners {

    private static final Logger LOG = LoggerFactory.getLogger(LoadPartners.class);
    private static final Reader READER = new Reader("gateway/partners", "load partners");

    private final Database database;
    private final Sealing sealing;
    private final CryptoProviders crypto;
    private final PgPartners partners;
    private final PgPartnerKeys keys = new PgPartnerKeys();
    private final PgPartnerChanges changes = new PgPartnerChanges();

    LoadPartners(Database database, Sealing sealing, CryptoProviders crypto) {
        this.database = database;
        this.sealing = sealing;
        this.crypto = crypto;
        this.partners = new PgPartners(sealing);
    }

    /** What stands there now; {@code before} itself where nothing changed since. */
    Future<PartnerSnapshot> since(PartnerSnapshot before) {
        return changes.newest(database.client())
                .compose(version ->
                        version == before.version() ? Future.succeededFuture(before) : read(before, version));
    }

    /** The version was read first: what changes meanwhile is read now or once more, never missed. */
    private Future<PartnerSnapshot> read(PartnerSnapshot before, long version) {
        return database.transaction(
                tx -> partners.all(tx).compose(stored -> keys.all(tx).compose(storedKeys -> open(tx, before, stored)
                        .map(opened -> snapshot(version, stored, storedKeys, opened)))));
    }

    private Future<Map<Cell, PartnerSnapshot.Opened>> open(
            SqlClient tx, PartnerSnapshot before, List<StoredPartner> stored) {
        Map<Cell, PartnerSnapshot.Opened> opened = new HashMap<>();
        List<Sealed> unseen = stored.stream()
                .filter(row -> !row.deleted())
                .flatMap(row -> Stream.concat(row.webhookSecret().stream(), row.contacts().stream()))
                .filter(value -> {
                    PartnerSnapshot.Opened known = before.opened().get(value.cell());
                    boolean isKnown = known != null && known.shut().equals(value.value());
                    if (isKnown) {
                        opened.put(value.cell(), known);
                    }
                    return !isKnown;
                })
                .toList();
        if (unseen.isEmpty()) {
            return Future.succeededFuture(opened);
        }
        return sealing.open(tx, READER, unseen).map(plain -> {
            for (int i = 0; i < unseen.size(); i++) {
                opened.put(
                        unseen.get(i).cell(),
                        new PartnerSnapshot.Opened(unseen.get(i).value(), plain.get(i)));
            }
            return opened;
        });
    }

    private PartnerSnapshot snapshot(
            long version,
            List<StoredPartner> stored,
            List<StoredKey> storedKeys,
            Map<Cell, PartnerSnapshot.Opened> opened) {
        Map<PartnerId, Partner> byId = new HashMap<>();
        stored.stream().filter(row -> !row.deleted()).forEach(row -> byId.put(row.id(), partner(row, opened)));
        Set<PartnerId> accepted = byId.values().stream()
                .filter(partner -> !partner.disabled())
                .map(Partner::id)
                .collect(Collectors.toSet());
        Map<PartnerId, Map<String, KeyState>> states = new HashMap<>();
        storedKeys.stream().filter(key -> accepted.contains(key.partner())).forEach(key -> state(key)
                .ifPresent(state -> states.computeIfAbsent(key.partner(), id -> new HashMap<>())
                        .put(key.kid(), state)));
        Map<PartnerId, URI> jwksUris = stored.stream()
                .filter(row -> accepted.contains(row.id()))
                .flatMap(row -> row.jwksUri().map(uri -> Map.entry(row.id(), URI.create(uri))).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new PartnerSnapshot(version, byId, states, jwksUris, opened);
    }

    private Optional<KeyState> state(StoredKey key) {
        if (key.isRevoked()) {
            return Optional.of(new Revoked());
        }
        try {
            return Optional.of(new Live(PartnerKey.parse(key.jwk(), crypto)));
        } catch (JwkRefused refused) {
            LOG.error(
                    "key {}/{} is in the database but not usable: {}", key.partner(), key.kid(), refused.getMessage());
            return Optional.empty();
        }
    }

    private static Partner partner(StoredPartner row, Map<Cell, PartnerSnapshot.Opened> opened) {
        Optional<Secret> secret = plain(row.webhookSecret(), opened).map(buffer -> new Secret(buffer.toString()));
        return new Partner(
                row.id(),
                row.name(),
                Set.copyOf(row.roles()),
                Set.copyOf(row.programs()),
                row.webhookUrl().map(url -> new Webhook(url, secret, row.encryptTo())),
                plain(row.contacts(), opened)
                        .map(buffer -> PartnerJson.contacts(new JsonArray(buffer)))
                        .orElse(List.of()),
                row.calendar(),
                row.disabled());
    }

    private static Optional<Buffer> plain(Optional<Sealed> stored, Map<Cell, PartnerSnapshot.Opened> opened) {
        return stored.map(value -> opened.get(value.cell())).map(PartnerSnapshot.Opened::plain);
    }
}
