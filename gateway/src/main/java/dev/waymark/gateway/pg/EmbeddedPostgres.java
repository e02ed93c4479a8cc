package dev.waymark.gateway.pg;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's own PostgreSQL, for one gateway at a time: durable, on a free loopback port, by password, its files for
 * their owner alone. In its folder:
 *
 * <pre>
 *   gateway.lock        held while a gateway uses the folder
 *   postgres/…/         the programs, unpacked
 *   postgres.password   made at the first start
 *   data/               the cluster
 *   logs/               what the server prints, by day of the week
 * </pre>
 *
 * A gateway that was killed leaves its server running; the next start recognises it, stops it properly and starts it
 * again. Thread-safe.
 */
public final class EmbeddedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Vertx vertx;
    private final DataDirLock lock;
    private final Cluster cluster;
    private final External connection;

    private EmbeddedPostgres(Vertx vertx, DataDirLock lock, Cluster cluster, External connection) {
        this.vertx = vertx;
        this.lock = lock;
        this.cluster = cluster;
        this.connection = connection;
    }

    /**
     * Starts it, at the first time after making it. Fails with {@link DatabaseRefused} where the folder is in use, or
     * belongs to somebody else, or was written by another PostgreSQL, or the system does not let it run.
     */
    public static Future<EmbeddedPostgres> start(Vertx vertx, Path dataDir, SecureRandom random) {
        return start(vertx, dataDir, dataDir.toAbsolutePath().resolve("postgres"), random, Map.of());
    }

    static Future<EmbeddedPostgres> start(
            Vertx vertx, Path dataDir, Path binaries, SecureRandom random, Map<String, String> settings) {
        return vertx.executeBlocking(() -> startNow(vertx, dataDir, binaries, random, settings), false);
    }

    private static EmbeddedPostgres startNow(
            Vertx vertx, Path dataDir, Path binaries, SecureRandom random, Map<String, String> settings) {
        try {
            return startIn(
                    DataDirOwner.directory(dataDir.toAbsolutePath()).toRealPath(), vertx, binaries, random, settings);
        } catch (AccessDeniedException denied) {
            throw new DatabaseRefused(
                    "this user may not use " + denied.getFile()
                            + ": start the gateway as the user who owns dataDir, or name another",
                    denied);
        } catch (IOException failed) {
            throw new DatabaseRefused(
                    "the embedded PostgreSQL in " + dataDir + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    private static EmbeddedPostgres startIn(
            Path home, Vertx vertx, Path binaries, SecureRandom random, Map<String, String> settings)
            throws IOException {
        DataDirOwner.refuseOthers(home.resolve("data"));
        DataDirLock lock = DataDirLock.take(home);
        try {
            Cluster cluster = Cluster.in(home, binaries, random);
            External connection = cluster.start(settings);
            LOG.info("embedded PostgreSQL runs in {} on port {}", home, connection.port());
            return new EmbeddedPostgres(vertx, lock, cluster, connection);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** The gateway's own role on its database: it owns that and no more. */
    public External connection() {
        return connection;
    }

    /** The role that owns the server; for tests that make databases. */
    External superuser() {
        return cluster.superuser(connection.port());
    }

    /** A clean, fast stop: connections are ended, everything is on disk. */
    public Future<Void> stop() {
        return vertx.executeBlocking(
                () -> {
                    try (lock) {
                        cluster.stop();
                        return null;
                    }
                },
                false);
    }
}
