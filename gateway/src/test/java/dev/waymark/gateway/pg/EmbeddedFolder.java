package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a data directory of its own, in which the embedded server was made and stopped. */
@ExtendWith(VertxExtension.class)
abstract class EmbeddedFolder {

    static final Path PROGRAMS = Path.of("target", "test-postgres", "programs").toAbsolutePath();

    @TempDir
    static Path pristine;

    @TempDir
    Path dataDir;

    @BeforeAll
    static void make_a_folder_to_copy(Vertx vertx) throws Exception {
        await(start(vertx, pristine).stop());
    }

    @BeforeEach
    void copy_it() throws Exception {
        int copied = new ProcessBuilder("cp", "-a", pristine + "/.", dataDir.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(copied).isZero();
    }

    EmbeddedPostgres start(Vertx vertx) throws Exception {
        return start(vertx, dataDir);
    }

    private static EmbeddedPostgres start(Vertx vertx, Path dataDir) throws Exception {
        return await(EmbeddedPostgres.start(vertx, dataDir, PROGRAMS, new SecureRandom(), Map.of()));
    }

    static long kept(PgDatabase database) throws Exception {
        return await(database.client()
                        .query("select last from feed where name = 'kept'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.await(120, SECONDS);
    }
}
