package dev.waymark.gateway.partners;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.ReopenLane;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What administrators do to partners, each in one transaction that tells every node. Thread-safe. */
final class PartnerAdmin {

    private final Database database;
    private final Sealing sealing;
    private final Clocks clocks;
    private final PgPartners partners;
    private final ReopenLane lanes;
    private final PgPartnerKeys keys = new PgPartnerKeys();
    private final PgPartnerChanges changes = new PgPartnerChanges();

    /** A partner as administrators see it. */
    record Shown(StoredPartner partner, List<StoredKey> keys, List<Contact> contacts) {}

    PartnerAdmin(Database database, Sealing sealing, Clocks clocks) {
        this.database = database;
        this.sealing = sealing;
        this.clocks = clocks;
        this.partners = new PgPartners(sealing);
        this.lanes = new ReopenLane(clocks);
    }

    Future<List<Shown>> list() {
        return partners.all(database.client())
                .compose(stored -> keys.all(database.client()).map(all -> {
                    Map<PartnerId, List<StoredKey>> byPartner =
                            all.stream().collect(Collectors.groupingBy(StoredKey::partner));
                    return stored.stream()
                            .filter(row -> !row.deleted())
                            .map(row -> new Shown(row, byPartner.getOrDefault(row.id(), List.of()), List.of()))
                            .toList();
                }));
    }

    Future<Shown> show(PartnerId id, Reader reader) {
        return database.transaction(tx -> show(tx, id, reader));
    }

    Future<Shown> create(PartnerBody.Wanted wanted, Reader reader) {
        PartnerEntry entry = wanted.entry();
        Instant now = clocks.business();
        return changed(tx -> partners.lock(tx, entry.id())
                .compose(stored -> {
                    if (stored.isPresent()) {
                        throw Problem.of(
                                409,
                                "partner-exists",
                                "There is such a partner",
                                "The id " + entry.id() + " is taken; that of a deleted partner is not given again");
                    }
                    return partners.write(tx, entry, Set.of(), wanted.disabled().orElse(false), now);
                })
                .compose(written -> putKeys(tx, entry.id(), entry.keys(), now))
                .compose(put -> show(tx, entry.id(), reader)));
    }

    Future<Shown> replace(PartnerBody.Wanted wanted, Reader reader) {
        PartnerEntry entry = wanted.entry();
        Instant now = clocks.business();
        return changed(tx -> existing(tx, entry.id())
                .compose(stored -> partners.write(
                                tx, entry, wanted.kept(), wanted.disabled().orElse(stored.disabled()), now)
                        .compose(written -> reopenIfMoved(tx, stored, wanted)))
                .compose(reopened -> wanted.replacesKeys() ? replaceKeys(tx, entry, now) : Future.succeededFuture())
                .compose(done -> show(tx, entry.id(), reader)));
    }

    Future<Void> delete(PartnerId id) {
        return changed(tx -> existing(tx, id).compose(stored -> partners.delete(tx, id, clocks.business())));
    }

    /** Whether the key is new. */
    Future<Boolean> addKey(PartnerId id, PartnerKey key) {
        return changed(tx -> existing(tx, id).compose(stored -> keys.of(tx, id)).compose(present -> {
            Optional<StoredKey> same =
                    present.stream().filter(one -> one.kid().equals(key.kid())).findFirst();
            if (same.isPresent() && !same.get().isRevoked() && !same.get().jwk().equals(key.jwk())) {
                throw Problem.of(
                        409, "key-exists", "There is such a key", "Another key has this kid: give the new one its own");
            }
            return putKeys(tx, id, List.of(key), clocks.business()).map(put -> same.isEmpty());
        }));
    }

    Future<Void> revokeKey(PartnerId id, String kid) {
        return changed(tx -> existing(tx, id).compose(stored -> keys.of(tx, id).compose(present -> {
            if (present.stream().anyMatch(one -> one.kid().equals(kid))) {
                return keys.revoke(tx, id, List.of(kid), clocks.business());
            }
            if (stored.jwksUri().isEmpty() || !PartnerKey.isKid(kid)) {
                throw Problem.notFound();
            }
            return keys.revokePublished(tx, id, kid, clocks.business());
        })));
    }

    /** Lets a closed endpoint have its notifications again. */
    Future<Void> reopen(PartnerId id) {
        return database.transaction(tx -> lanes.answered(tx, Lane.webhook(id)));
    }

    private <T> Future<T> changed(Function<SqlClient, Future<T>> work) {
        return database.transaction(
                tx -> work.apply(tx).compose(done -> changes.tell(tx).map(told -> done)));
    }

    private Future<StoredPartner> existing(SqlClient tx, PartnerId id) {
        return partners.lock(tx, id)
                .map(stored -> stored.filter(row -> !row.deleted()).orElseThrow(Problem::notFound));
    }

    private Future<Void> reopenIfMoved(SqlClient tx, StoredPartner before, PartnerBody.Wanted wanted) {
        Optional<Webhook> now = wanted.entry().webhook();
        boolean moved = !before.webhookUrl().equals(now.map(Webhook::url))
                || !before.encryptTo().equals(now.flatMap(Webhook::encryptTo))
                || !wanted.keepsSecret();
        return moved ? lanes.changed(tx, Lane.webhook(before.id())) : Future.succeededFuture();
    }

    private Future<Void> replaceKeys(SqlClient tx, PartnerEntry entry, Instant now) {
        Set<String> named = entry.keys().stream().map(PartnerKey::kid).collect(Collectors.toSet());
        return keys.of(tx, entry.id())
                .map(present -> present.stream()
                        .map(StoredKey::kid)
                        .filter(kid -> !named.contains(kid))
                        .toList())
                .compose(gone -> keys.revoke(tx, entry.id(), gone, now))
                .compose(revoked -> putKeys(tx, entry.id(), entry.keys(), now));
    }

    private Future<Void> putKeys(SqlClient tx, PartnerId id, List<PartnerKey> wanted, Instant now) {
        Future<Void> done = Future.succeededFuture();
        for (PartnerKey key : wanted) {
            done = done.compose(put -> keys.put(tx, id, key, now)).map(put -> {
                if (!put) {
                    throw Problem.of(
                            409, "key-revoked", "The key was revoked", "The kid " + key.kid() + " does not come back");
                }
                return null;
            });
        }
        return done;
    }

    private Future<Shown> show(SqlClient tx, PartnerId id, Reader reader) {
        return existing(tx, id).compose(stored -> keys.of(tx, id)
                .compose(all -> contacts(tx, stored, reader).map(contacts -> new Shown(stored, all, contacts))));
    }

    private Future<List<Contact>> contacts(SqlClient tx, StoredPartner stored, Reader reader) {
        return stored.contacts().isEmpty()
                ? Future.succeededFuture(List.of())
                : sealing.open(tx, reader, List.of(stored.contacts().get()))
                        .map(plain -> PartnerJson.contacts(new JsonArray(plain.get(0))));
    }
}
