package dev.waymark.gateway.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.pg.DatabaseSettings.Embedded;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest extends EmbeddedFolder {

    @Test
    void data_is_kept_over_a_restart_and_nothing_answers_in_between(Vertx vertx) throws Exception {
        PgDatabase first = await(PgDatabase.open(vertx, new Embedded(dataDir), new SecureRandom()));
        await(first.client()
                .query("insert into feed (name, last) values ('kept', 7)")
                .execute());
        await(first.close());
        assertThat(dataDir.resolve("data/postmaster.pid")).doesNotExist();
        PgDatabase second = await(PgDatabase.open(vertx, new Embedded(dataDir), new SecureRandom()));
        try {
            assertThat(kept(second)).isEqualTo(7);
        } finally {
            await(second.close());
        }
    }

    @Test
    void the_server_is_durable_on_loopback_by_password_and_its_files_are_the_owners(Vertx vertx) throws Exception {
        EmbeddedPostgres server = start(vertx);
        try {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
                assertThat(show(server, setting)).as(setting).isEqualTo("on");
            }
            assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(server, "unix_socket_directories")).isEmpty();
            assertThat(show(server, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(ask(server.superuser(), "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(ask(server.connection(), "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
            assertThat(modes(dataDir)).isEqualTo("rwx------");
            assertThat(modes(dataDir.resolve("data"))).isEqualTo("rwx------");
            assertThat(modes(dataDir.resolve("logs"))).isEqualTo("rwx------");
            assertThat(modes(PROGRAMS)).isEqualTo("rwx------");
            assertThat(modes(dataDir.resolve("postgres.password"))).isEqualTo("rw-------");
            assertNothingListensElsewhere(server.connection().port());
        } finally {
            await(server.stop());
        }
    }

    @Test
    void a_wrong_password_is_refused(Vertx vertx) throws Exception {
        EmbeddedPostgres server = start(vertx);
        try {
            assertThat(ask(server.connection(), "select 'in'")).isEqualTo("in");
            for (String wrong : List.of("", "waymark", "postgres")) {
                assertThatThrownBy(() -> ask(withPassword(server.connection(), wrong), "select 'in'"))
                        .isInstanceOf(SQLException.class);
            }
        } finally {
            await(server.stop());
        }
    }

    @Test
    void a_second_gateway_on_the_folder_is_refused_while_the_first_lives(Vertx vertx) throws Exception {
        EmbeddedPostgres server = start(vertx);
        try {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> start(vertx))
                        .isInstanceOf(DatabaseRefused.class)
                        .hasMessageContaining(dataDir.toString())
                        .hasMessageContaining("in use by another gateway");
            }
            assertThat(ask(server.connection(), "select 'in'")).isEqualTo("in");
        } finally {
            await(server.stop());
        }
        await(start(vertx).stop());
    }

    @Test
    void statements_and_transactions_fail_as_unavailable_once_the_server_is_gone(Vertx vertx) throws Exception {
        EmbeddedPostgres server = start(vertx);
        Migrations.migrate(server.connection());
        PgDatabase database = new PgDatabase(vertx, server.connection(), Future::succeededFuture);
        await(database.client().query("select 1").execute());
        await(database.transaction(tx -> tx.query("select 1").execute()));
        Future<?> cutOff = database.client().query("select pg_sleep(60)").execute();
        Future<?> cutOffInside =
                database.transaction(tx -> tx.query("select pg_sleep(60)").execute());
        await(database.transaction(tx -> tx.query("select 1").execute()));
        await(server.stop());
        assertUnavailable(cutOff);
        assertUnavailable(cutOffInside);
        assertUnavailable(database.client().query("select 1").execute());
        assertUnavailable(database.client().preparedQuery("select 2").execute());
        assertUnavailable(database.transaction(tx -> tx.query("select 1").execute()));
    }

    @Test
    void a_first_start_that_was_cut_off_is_begun_again(Vertx vertx) throws Exception {
        OwnFiles.deleteTree(dataDir.resolve("data"));
        Files.createDirectories(dataDir.resolve("data.new/base"));
        Files.writeString(dataDir.resolve("data.new/PG_VERSION"), "18");
        await(start(vertx).stop());
    }

    @Test
    void a_data_directory_without_its_password_is_refused(Vertx vertx) throws Exception {
        Files.delete(dataDir.resolve("postgres.password"));
        assertThatThrownBy(() -> start(vertx))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("postgres.password");
    }

    @Test
    void a_cluster_of_another_postgresql_is_refused(Vertx vertx) throws Exception {
        Files.writeString(dataDir.resolve("data/PG_VERSION"), "15\n");
        assertThatThrownBy(() -> start(vertx))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("PostgreSQL 15")
                .hasMessageContaining("PostgreSQL 18");
    }

    @Test
    void the_folder_of_another_user_is_refused_and_left_alone(Vertx vertx) throws Exception {
        assumeTrue(DataDirOwner.isRoot(), "only root can give files away");
        Files.setAttribute(dataDir.resolve("data"), "unix:uid", 65_534);
        Files.delete(dataDir.resolve("gateway.lock"));
        assertThatThrownBy(() -> start(vertx))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("belongs to the user")
                .hasMessageContaining("as that user");
        assertThat(dataDir.resolve("gateway.lock")).doesNotExist();
    }

    private static void assertUnavailable(Future<?> future) {
        assertThatThrownBy(() -> await(future)).isInstanceOf(DatabaseUnavailable.class);
    }

    private static String show(EmbeddedPostgres server, String setting) throws SQLException {
        return ask(server.superuser(), "show " + setting);
    }

    private static String ask(External server, String query) throws SQLException {
        try (Connection connection = Connecting.jdbc(server).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static External withPassword(External server, String password) {
        return new External(
                server.host(),
                server.port(),
                server.database(),
                server.user(),
                new Secret(password),
                server.tls(),
                server.rootCertificate());
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertNothingListensElsewhere(int port) throws IOException {
        List<InetAddress> open = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.getHostAddress().equals("127.0.0.1")) {
                    try (Socket reached = new Socket(address, port)) {
                        open.add(reached.getInetAddress());
                    } catch (IOException refused) {
                        // as it should be
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }
}
