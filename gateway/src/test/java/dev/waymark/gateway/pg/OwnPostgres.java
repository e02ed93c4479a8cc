package dev.waymark.gateway.pg;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A durable PostgreSQL of a test's own, to be stopped, started again and read on disk. Blocking. */
public final class OwnPostgres implements AutoCloseable {

    private static final Path PROGRAMS =
            Path.of("target", "test-postgres", "programs").toAbsolutePath();

    private final Vertx vertx = Vertx.vertx();
    private final Path home;
    private EmbeddedPostgres server;

    /** @param home where all its files are, but for the programs */
    public OwnPostgres(Path home) {
        this.home = home;
        this.server = begin();
    }

    private EmbeddedPostgres begin() {
        return await(EmbeddedPostgres.start(vertx, home, PROGRAMS, new SecureRandom(), Map.of()));
    }

    public Path home() {
        return home;
    }

    /** Another after each start. */
    public External connection() {
        return server.connection();
    }

    public void start() {
        server = begin();
    }

    public void stop() {
        await(server.stop());
    }

    @Override
    public void close() {
        stop();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(120, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError(late);
        }
    }
}
