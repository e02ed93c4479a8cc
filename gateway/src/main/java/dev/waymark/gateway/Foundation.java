package dev.waymark.gateway;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.EmbeddedPostgres;
import dev.waymark.gateway.pg.Migrations;
import dev.waymark.gateway.pg.PgDatabase;
import dev.waymark.gateway.sealing.KeyFile;
import dev.waymark.gateway.sealing.KeyFingerprints;
import dev.waymark.gateway.sealing.KeyWrap;
import dev.waymark.gateway.sealing.MasterKey;
import dev.waymark.gateway.sealing.MasterKeyFiles;
import dev.waymark.gateway.sealing.MasterKeys;
import dev.waymark.gateway.sealing.PgSealing;
import dev.waymark.gateway.sealing.RotateMasterKey;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.signing.GatewayKeys;
import dev.waymark.gateway.signing.MailKeys;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What everything else stands on: the database, migrated; the clocks; the keys, held against what the database was
 * written with; sealing. Laid in this order:
 *
 * <pre>
 *   PostgreSQL (embedded or given) ▶ migrations ▶ pool ▶ clocks ▶ may keys be made? ▶ keys ▶ fingerprints ▶ sealing
 * </pre>
 */
final class Foundation {

    final PgDatabase database;
    final Clocks clocks;
    final CryptoProviders crypto;
    final GatewayKeys keys;
    final MailKeys mailKeys;
    final Sealing sealing;
    final RotateMasterKey rotateMasterKey;

    private final Optional<EmbeddedPostgres> embedded;

    private Foundation(
            PgDatabase database,
            Optional<EmbeddedPostgres> embedded,
            Clocks clocks,
            CryptoProviders crypto,
            GatewayKeys keys,
            MailKeys mailKeys,
            Sealing sealing,
            RotateMasterKey rotateMasterKey) {
        this.database = database;
        this.embedded = embedded;
        this.clocks = clocks;
        this.crypto = crypto;
        this.keys = keys;
        this.mailKeys = mailKeys;
        this.sealing = sealing;
        this.rotateMasterKey = rotateMasterKey;
    }

    /** Fails, with everything closed again, where the database or the keys are not as they should be. */
    static Future<Foundation> lay(Vertx vertx, WaymarkSettings settings, Outside outside) {
        return settings.database()
                .<Future<Foundation>>fold(
                        external -> Migrations.run(vertx, external)
                                .compose(done -> PgDatabase.open(vertx, external, outside.random()))
                                .compose(database -> on(vertx, settings, outside, database, Optional.empty())),
                        own -> EmbeddedPostgres.start(vertx, own.dataDir(), outside.random())
                                .compose(postgres -> Migrations.run(vertx, postgres.connection())
                                        .compose(
                                                done -> PgDatabase.open(vertx, postgres.connection(), outside.random()))
                                        .compose(database ->
                                                on(vertx, settings, outside, database, Optional.of(postgres)))
                                        .recover(failure ->
                                                postgres.stop().transform(stopped -> Future.failedFuture(failure)))));
    }

    private static Future<Foundation> on(
            Vertx vertx,
            WaymarkSettings settings,
            Outside outside,
            PgDatabase database,
            Optional<EmbeddedPostgres> embedded) {
        return outside.clocks()
                .apply(vertx, database)
                .compose(clocks -> withKeys(vertx, settings, outside, database, embedded, clocks))
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
    }

    private static Future<Foundation> withKeys(
            Vertx vertx,
            WaymarkSettings settings,
            Outside outside,
            PgDatabase database,
            Optional<EmbeddedPostgres> embedded,
            Clocks clocks) {
        CryptoProviders crypto = CryptoProviders.chosen();
        KeyFingerprints fingerprints = new KeyFingerprints(database);
        Path directory = settings.keys();
        return fingerprints
                .mayMake(directory, clocks.steady())
                .compose(mayMake -> fingerprints
                        .master()
                        .compose(known -> vertx.executeBlocking(() -> {
                            MasterKeyFiles files = new MasterKeyFiles(directory, crypto.provider(), outside.random());
                            return new Keys(
                                    files.atStart(mayMake, known),
                                    GatewayKeys.open(directory, mayMake, crypto, clocks, outside.random()),
                                    MailKeys.open(
                                            directory,
                                            mayMake,
                                            settings.email().from().address(),
                                            clocks,
                                            outside.random()));
                        })))
                .compose(keys -> fingerprints
                        .hold(directory, keys.files(crypto), clocks.steady())
                        .compose(held -> sealed(vertx, settings, outside, database, embedded, clocks, crypto, keys)));
    }

    private static Future<Foundation> sealed(
            Vertx vertx,
            WaymarkSettings settings,
            Outside outside,
            PgDatabase database,
            Optional<EmbeddedPostgres> embedded,
            Clocks clocks,
            CryptoProviders crypto,
            Keys keys) {
        MasterKeyFiles files = new MasterKeyFiles(settings.keys(), crypto.provider(), outside.random());
        MasterKeys masters =
                new MasterKeys(crypto.provider(), keys.masters(), () -> vertx.executeBlocking(files::read));
        return PgSealing.open(
                        database.client(),
                        masters,
                        clocks,
                        outside.random(),
                        crypto.provider(),
                        outside.cells().apply(crypto, outside.random()))
                .map(sealing -> new Foundation(
                        database,
                        embedded,
                        clocks,
                        crypto,
                        keys.gateway(),
                        keys.mail(),
                        sealing,
                        new RotateMasterKey(
                                vertx,
                                database,
                                masters,
                                files,
                                KeyWrap.with(crypto.provider(), outside.random()),
                                clocks)));
    }

    private record Keys(List<MasterKey> masters, GatewayKeys gateway, MailKeys mail) {
        Map<String, KeyFile> files(CryptoProviders crypto) {
            Map<String, KeyFile> all = new HashMap<>(gateway.byName());
            all.putAll(mail.byName());
            all.put(MasterKey.FILE, KeyFile.forGood(masters.get(0).fingerprint(crypto.provider())));
            if (masters.size() > 1) {
                all.put(MasterKey.NEXT_FILE, KeyFile.forGood(masters.get(1).fingerprint(crypto.provider())));
            }
            return all;
        }
    }

    Database database() {
        return database;
    }

    Future<Void> close() {
        return database.close()
                .eventually(() -> embedded.map(EmbeddedPostgres::stop).orElse(Future.succeededFuture()));
    }
}
