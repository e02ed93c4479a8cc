package dev.waymark.gateway.pg;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real databases for tests: one embedded PostgreSQL for the JVM, in {@code target/test-postgres}, not durable; each
 * database is a copy of a migrated one. With {@code -Dwaymark.test.database=URL -Dwaymark.test.password=…} (a superuser's)
 * they are made on a server that is there, such as an older one. Blocking, so not for event loops. Thread-safe.
 */
public final class TestDatabase {

    private static final Map<String, String> FAST = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "synchronous_commit", "off",
            "max_connections", "400",
            "autovacuum", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0");

    private static final String TEMPLATE = "template_waymark";

    private static final TestDatabase SHARED = new TestDatabase();

    private final AtomicInteger made = new AtomicInteger();
    private final Queue<String> forgotten = new ConcurrentLinkedQueue<>();
    private final External superuser;

    private TestDatabase() {
        String url = System.getProperty("waymark.test.database");
        superuser = url == null
                ? embedded()
                : DatabaseSettings.parse(url, new Secret(System.getProperty("waymark.test.password", "")));
        execute("drop database if exists " + TEMPLATE);
        execute("create database " + TEMPLATE + " template template0 encoding 'UTF8'");
        Migrations.migrate(at(TEMPLATE));
    }

    /** Its own Vert.x, since that of a test ends with the test. */
    private static External embedded() {
        Path home = Path.of(
                "target", "test-postgres", "run-" + ProcessHandle.current().pid());
        Vertx vertx = Vertx.vertx();
        EmbeddedPostgres server = await(EmbeddedPostgres.start(
                vertx,
                home,
                Path.of("target", "test-postgres", "programs").toAbsolutePath(),
                new SecureRandom(),
                FAST));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, vertx, home)));
        return server.superuser();
    }

    /** A database of its own with the schema; it is dropped some time after {@code vertx} is closed. */
    public static Database fresh(Vertx vertx) {
        return freshPg(vertx);
    }

    /** The same, where a test needs the pool's own class. */
    public static PgDatabase freshPg(Vertx vertx) {
        return new PgDatabase(vertx, freshSettings(vertx), Future::succeededFuture);
    }

    /** How to reach a database of its own, for what opens it itself. */
    public static External freshSettings(Vertx vertx) {
        return SHARED.copy(vertx, TEMPLATE);
    }

    /** The same without schema. */
    static External emptySettings(Vertx vertx) {
        return SHARED.copy(vertx, "template0");
    }

    private External copy(Vertx vertx, String template) {
        String old;
        while ((old = forgotten.poll()) != null) {
            execute("drop database if exists " + old + " with (force)");
        }
        String name = "test_" + made.incrementAndGet();
        execute("create database " + name + " template " + template + " strategy file_copy");
        ((VertxInternal) vertx).addCloseHook(closed -> {
            forgotten.add(name);
            closed.succeed();
        });
        return at(name);
    }

    private External at(String database) {
        return new External(
                superuser.host(),
                superuser.port(),
                database,
                superuser.user(),
                superuser.password(),
                superuser.tls(),
                superuser.rootCertificate());
    }

    private synchronized void execute(String sql) {
        try (Connection connection = Connecting.jdbc(superuser).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void stop(EmbeddedPostgres server, Vertx vertx, Path home) {
        await(server.stop());
        await(vertx.close());
        try {
            OwnFiles.deleteTree(home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
