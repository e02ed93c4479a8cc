package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MigrationsTest {

    @Test
    void nodes_that_start_at_once_on_an_empty_database_take_turns(Vertx vertx) throws Exception {
        External server = TestDatabase.emptySettings(vertx);
        await(Future.all(Migrations.run(vertx, server), Migrations.run(vertx, server), Migrations.run(vertx, server)));
        PgDatabase database = await(PgDatabase.open(vertx, server, new SecureRandom()));
        assertThat(await(database.client()
                                .query("select count(*) from flyway_schema_history where not success")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
        assertThat(await(database.client()
                                .query("select * from key_fingerprint")
                                .execute())
                        .size())
                .isZero();
    }

    @Test
    void a_schema_written_by_a_newer_program_is_refused_and_left_alone(Vertx vertx) throws Exception {
        PgDatabase database = TestDatabase.freshPg(vertx);
        await(database.client()
                .query("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                        + " installed_by, execution_time, success)"
                        + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)")
                .execute());
        assertThatThrownBy(() -> await(PgDatabase.open(vertx, settingsOf(database), new SecureRandom())))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("schema version 999")
                .hasMessageContaining("newer Waymark");
    }

    @Test
    void a_database_that_is_not_there_is_unavailable(Vertx vertx) {
        External there = TestDatabase.freshSettings(vertx);
        External gone = new External(
                there.host(),
                1,
                there.database(),
                there.user(),
                there.password(),
                there.tls(),
                there.rootCertificate());
        assertThatThrownBy(() -> await(PgDatabase.open(vertx, gone, new SecureRandom())))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("127.0.0.1:1/");
    }

    @Test
    void a_wrong_password_is_told_apart_from_a_database_that_is_away(Vertx vertx) {
        External there = TestDatabase.freshSettings(vertx);
        External wrong = new External(
                there.host(),
                there.port(),
                there.database(),
                there.user(),
                new Secret("wrong"),
                there.tls(),
                there.rootCertificate());
        assertThatThrownBy(() -> await(PgDatabase.open(vertx, wrong, new SecureRandom())))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("database.password");
    }

    private static External settingsOf(PgDatabase database) {
        var options = database.connectOptions();
        return DatabaseSettings.parse(
                "postgresql://" + options.getUser() + "@" + options.getHost() + ":" + options.getPort() + "/"
                        + options.getDatabase() + "?sslmode=disable",
                new Secret(options.getPassword()));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(60, SECONDS);
    }
}
