package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.pg.DatabaseSettings.Embedded;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class EmbeddedPostgresTest {

    private static final Path PROGRAMS =
            Path.of("target", "test-postgres", "programs").toAbsolutePath();

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
    void a_killed_gateway_leaves_its_server_and_the_next_start_takes_the_folder_over(Vertx vertx) throws Exception {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        GatewayToKill.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.equals(GatewayToKill.COMMITTED)) {
                line = out.readLine();
            }
            assertThat(line).isEqualTo(GatewayToKill.COMMITTED);
            assertThatThrownBy(() -> start(vertx))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("process " + gateway.pid());
        } finally {
            gateway.destroyForcibly().waitFor();
        }
        Postmaster orphan = Postmaster.of(dataDir.toRealPath().resolve("data")).orElseThrow();
        assertThat(orphan.isOurs()).isTrue();

        PgDatabase next = await(PgDatabase.open(vertx, new Embedded(dataDir), new SecureRandom()));
        try {
            assertThat(orphan.isOurs()).isFalse();
            assertThat(Postmaster.of(orphan.data()).orElseThrow().isOurs()).isTrue();
            assertThat(kept(next)).isEqualTo(7);
        } finally {
            await(next.close());
        }
    }

    @Test
    void a_pid_that_was_given_to_another_process_is_not_taken_for_the_server(Vertx vertx) throws Exception {
        Path data = dataDir.toRealPath().resolve("data");
        Process stranger = new ProcessBuilder("cat").start();
        try {
            String stale = stranger.pid() + "\n" + data + "\n1\n1\n\n127.0.0.1\n";
            Files.writeString(data.resolve("postmaster.pid"), stale);
            assertThat(Postmaster.of(data).orElseThrow().isOurs()).isFalse();
            assertThatThrownBy(() -> start(vertx))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("process " + stranger.pid() + " (")
                    .hasMessageContaining(data.resolve("postmaster.pid").toString());
            assertThat(data.resolve("postmaster.pid")).hasContent(stale);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_pid_file_of_a_dead_process_does_not_hinder(Vertx vertx) throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(
                dataDir.resolve("data/postmaster.pid"),
                dead.pid() + "\n" + dataDir.resolve("data") + "\n1\n1\n\n127.0.0.1\n");
        await(start(vertx).stop());
    }

    @Test
    void a_first_start_that_was_cut_off_is_begun_again(Vertx vertx) throws Exception {
        OwnFiles.delete(dataDir.resolve("data"));
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

    private EmbeddedPostgres start(Vertx vertx) throws Exception {
        return start(vertx, dataDir);
    }

    private static EmbeddedPostgres start(Vertx vertx, Path dataDir) throws Exception {
        return await(EmbeddedPostgres.start(vertx, dataDir, PROGRAMS, new SecureRandom(), Map.of()));
    }

    private static long kept(PgDatabase database) throws Exception {
        return await(database.client()
                        .query("select last from feed where name = 'kept'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
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

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(120, SECONDS);
    }
}
