package dev.waymark.gateway.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.http.RecordedLog;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RefusedWritesTest {

    private static final String WRITE = "insert into feed (name, last) values ('a', 1) on conflict do nothing";

    @Test
    void a_full_disk_is_told_until_the_database_writes_again(Vertx vertx) throws Exception {
        PgDatabase database = TestDatabase.freshPg(vertx);
        assertThat(wait(database.refusesToWrite())).isEmpty();
        try (RecordedLog log = new RecordedLog()) {
            FullDisk.CAUSES.forEach(sql -> done(database, sql));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> done(database, WRITE)).hasCauseInstanceOf(PgException.class);
                assertThatThrownBy(() ->
                                wait(database.transaction(tx -> tx.query(WRITE).execute())))
                        .isInstanceOf(PgException.class);
            }
            assertThat(wait(database.refusesToWrite())).contains("disk full (53100)");
            assertThat(wait(database.refusesToWrite())).contains("disk full (53100)");

            FullDisk.ENDS.forEach(sql -> done(database, sql));
            assertThat(wait(database.refusesToWrite())).isEmpty();
            assertThat(log.lines())
                    .containsOnlyOnce("WARN the database refuses to write: disk full (53100);"
                            + " calls that need it are answered 503")
                    .containsOnlyOnce("INFO the database refuses to write no more: disk full (53100)")
                    .noneMatch(line -> line.contains("planted"));
        }
    }

    @Test
    void a_database_that_is_read_only_is_told_until_it_is_not(Vertx vertx) throws Exception {
        External settings = TestDatabase.freshSettings(vertx);
        PgDatabase master = new PgDatabase(vertx, settings, Future::succeededFuture);
        done(master, "alter database " + settings.database() + " set default_transaction_read_only = on");
        PgDatabase database = new PgDatabase(vertx, settings, Future::succeededFuture);
        assertThatThrownBy(() -> done(database, WRITE)).hasCauseInstanceOf(PgException.class);
        assertThat(wait(database.refusesToWrite())).contains("read-only (25006)");

        done(master, "alter database " + settings.database() + " reset default_transaction_read_only");
        done(
                master,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
        await().ignoreExceptions().until(() -> wait(database.refusesToWrite()).isEmpty());
    }

    @Test
    void it_is_logged_once_a_minute_at_most() {
        AtomicLong nanos = new AtomicLong(-5);
        RefusedWrites refused = new RefusedWrites(nanos::get);
        try (RecordedLog log = new RecordedLog()) {
            for (int i = 0; i < 3; i++) {
                refused.saw(new PgException("planted", "ERROR", "53100", "planted"));
                refused.saw(new PgException("planted", "ERROR", "23505", "planted"));
                nanos.addAndGet(Duration.ofSeconds(40).toNanos());
            }
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARN"));
            assertThat(refused.why()).isEqualTo(Optional.of("disk full (53100)"));
        }
    }

    private static void done(PgDatabase database, String sql) {
        try {
            wait(database.client().query(sql).execute());
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }
}
