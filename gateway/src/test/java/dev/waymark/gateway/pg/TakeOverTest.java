package dev.waymark.gateway.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.pg.DatabaseSettings.Embedded;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TakeOverTest extends EmbeddedFolder {

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
    void stopping_a_server_that_is_dead_already_frees_the_folder(Vertx vertx) throws Exception {
        EmbeddedPostgres server = start(vertx);
        Postmaster postmaster =
                Postmaster.of(dataDir.toRealPath().resolve("data")).orElseThrow();
        ProcessHandle.of(postmaster.pid()).orElseThrow().destroyForcibly();
        while (postmaster.isOurs()) {
            Thread.onSpinWait();
        }
        await(server.stop());
        DataDirLock.take(dataDir).close();
    }
}
