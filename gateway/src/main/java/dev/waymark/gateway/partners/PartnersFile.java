package dev.waymark.gateway.partners;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.ReopenLane;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what was added, changed or taken away in partners.yaml since it was last read (protocol, section 1). A key taken
 * away is revoked, a partner disabled; what the API changed in between stays where the file says the same as before; a
 * deleted partner stays deleted and a revoked kid revoked. One transaction; nodes that start together take turns.
 */
public final class PartnersFile {

    private static final Logger LOG = LoggerFactory.getLogger(PartnersFile.class);

    private final Database database;
    private final FileDigests fileDigests;
    private final Clocks clocks;
    private final PgPartners partners;
    private final ReopenLane lanes;
    private final PgPartnerKeys keys = new PgPartnerKeys();
    private final PgPartnerFile file = new PgPartnerFile();
    private final PgPartnerChanges changes = new PgPartnerChanges();

    public PartnersFile(Database database, Sealing sealing, Clocks clocks) {
        this.database = database;
        this.fileDigests = new FileDigests(sealing);
        this.clocks = clocks;
        this.partners = new PgPartners(sealing);
        this.lanes = new ReopenLane(clocks);
    }

    /** Makes the database follow the file, which says {@code entries} now. */
    public Future<Void> apply(List<PartnerEntry> entries) {
        Instant now = clocks.business();
        return database.transaction(tx -> file.lockAndRead(tx).compose(last -> {
            Future<Boolean> changed = Future.succeededFuture(false);
            for (PartnerEntry entry : entries) {
                changed = or(
                        changed, () -> follow(tx, entry, last.getOrDefault(entry.id(), PgPartnerFile.Entry.NONE), now));
            }
            for (PartnerId gone : takenAway(entries, last)) {
                changed = or(changed, () -> takeAway(tx, gone, now));
            }
            return changed.compose(any -> any ? changes.tell(tx) : Future.succeededFuture());
        }));
    }

    private static Future<Boolean> or(Future<Boolean> before, java.util.function.Supplier<Future<Boolean>> next) {
        return before.compose(changed -> next.get().map(more -> changed || more));
    }

    private static List<PartnerId> takenAway(List<PartnerEntry> entries, Map<PartnerId, PgPartnerFile.Entry> last) {
        Set<PartnerId> named = entries.stream().map(PartnerEntry::id).collect(Collectors.toSet());
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().digests().isPresent() && !named.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Future<Boolean> takeAway(SqlClient tx, PartnerId partner, Instant now) {
        LOG.info("partner {}: taken out of partners.yaml, disabled", partner);
        return partners.disable(tx, partner, now)
                .compose(disabled -> file.gone(tx, partner))
                .map(true);
    }

    private Future<Boolean> follow(SqlClient tx, PartnerEntry entry, PgPartnerFile.Entry last, Instant now) {
        JsonObject digests = fileDigests.of(entry);
        JsonObject said = keysOf(entry);
        if (last.digests().map(digests::equals).orElse(false) && said.equals(last.keys())) {
            return Future.succeededFuture(false);
        }
        return partners.lock(tx, entry.id())
                .compose(stored -> {
                    if (stored.map(StoredPartner::deleted).orElse(false)) {
                        LOG.warn(
                                "partner {}: deleted by an administrator; partners.yaml does not bring it back",
                                entry.id());
                        return Future.<Void>succeededFuture();
                    }
                    LOG.info("partner {}: changed as partners.yaml says", entry.id());
                    return write(tx, entry, last, digests, stored, now)
                            .compose(written -> followKeys(tx, entry, last.keys(), now));
                })
                .compose(done -> file.write(tx, entry.id(), digests, said))
                .map(true);
    }

    private Future<Void> write(
            SqlClient tx,
            PartnerEntry entry,
            PgPartnerFile.Entry last,
            JsonObject digests,
            Optional<StoredPartner> stored,
            Instant now) {
        Set<String> kept = FileDigests.unchanged(digests, last.digests().orElseGet(JsonObject::new));
        boolean stays = last.digests().isPresent()
                && stored.map(StoredPartner::disabled).orElse(false);
        return partners.write(tx, entry, kept, stays, now)
                .compose(written -> kept.contains("webhook_url")
                        ? Future.succeededFuture()
                        : lanes.changed(tx, Lane.webhook(entry.id())));
    }

    private Future<Void> followKeys(SqlClient tx, PartnerEntry entry, JsonObject before, Instant now) {
        Map<String, PartnerKey> named =
                entry.keys().stream().collect(Collectors.toMap(PartnerKey::kid, Function.identity()));
        Set<String> gone = before.fieldNames().stream()
                .filter(kid -> !named.containsKey(kid))
                .collect(Collectors.toSet());
        Future<Void> done = keys.revoke(tx, entry.id(), gone, now);
        for (PartnerKey key : entry.keys()) {
            if (!key.jwk().equals(before.getJsonObject(key.kid()))) {
                done = done.compose(put -> keys.put(tx, entry.id(), key, now)).map(put -> {
                    if (!put) {
                        LOG.warn("key {}/{}: revoked; a revoked kid does not come back", entry.id(), key.kid());
                    }
                    return null;
                });
            }
        }
        return done;
    }

    private static JsonObject keysOf(PartnerEntry entry) {
        JsonObject said = new JsonObject();
        entry.keys().forEach(key -> said.put(key.kid(), key.jwk()));
        return said;
    }
}
