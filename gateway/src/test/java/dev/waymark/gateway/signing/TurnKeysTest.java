package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.sealing.KeyFingerprints;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnKeysTest {

    private static final byte[] DATA = {1, 2, 3};

    private final Vertx vertx = Vertx.vertx();
    private final ManualClocks clocks = new ManualClocks();
    private final Database database = TestDatabase.fresh(vertx);
    private final KeyFingerprints fingerprints = new KeyFingerprints(database);

    @TempDir
    private Path home;

    private GatewayKeys keys;
    private TurnKeys turn;

    @BeforeEach
    void open() {
        keys = node();
        turn = new TurnKeys(vertx, fingerprints, keys, clocks);
        fingerprints.hold(home.resolve("keys"), keys.byName(), clocks.steady()).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private GatewayKeys node() {
        return GatewayKeys.open(home.resolve("keys"), true, CryptoProviders.chosen(), clocks, new SecureRandom());
    }

    private static List<String> shown(GatewayKeys keys, String use) {
        return keys.jwks().getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("use").equals(use))
                .map(key -> key.getString("kid"))
                .toList();
    }

    private static List<String> signing(GatewayKeys keys) {
        return keys.sign(DATA).stream().map(GatewayKeys.KeySignature::kid).toList();
    }

    @Test
    void a_new_signing_key_is_shown_a_day_before_it_signs_and_the_old_one_a_week_after_it_stopped() {
        List<String> old = shown(keys, "sig");
        turn.rotate().await();
        List<String> both = shown(keys, "sig");
        assertThat(both).hasSize(2).startsWith(old.get(0));
        clocks.advanceSteady(Duration.ofHours(24));
        assertThat(signing(keys)).isEqualTo(old);
        clocks.advanceSteady(Duration.ofMinutes(1));
        assertThat(signing(keys)).containsExactly(both.get(1));
        assertThat(keys.newest().kid()).isEqualTo(both.get(1));
        clocks.advanceSteady(Duration.ofDays(7).minusSeconds(1));
        assertThat(shown(keys, "sig")).isEqualTo(both);
        clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(shown(keys, "sig")).containsExactly(both.get(1));
    }

    @Test
    void one_key_to_encrypt_to_is_shown_at_a_time_and_the_old_one_is_read_a_week_longer() {
        String old = shown(keys, "enc").get(0);
        turn.rotate().await();
        assertThat(shown(keys, "enc")).containsExactly(old);
        clocks.advanceSteady(Duration.ofMinutes(5));
        assertThat(shown(keys, "enc")).hasSize(1).doesNotContain(old);
        clocks.advanceSteady(Duration.ofDays(7).minusSeconds(1));
        assertThat(keys.reading(old)).isPresent();
        clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(keys.reading(old)).isEmpty();
    }

    @Test
    void while_a_key_is_on_its_way_no_other_is_made_not_even_at_once() {
        Future<Void> one = turn.rotate();
        Future<Void> two = turn.rotate();
        Future.join(one, two).transform(done -> Future.succeededFuture()).await();
        assertThat(one.succeeded()).isNotEqualTo(two.succeeded());
        assertThatThrownBy(() -> turn.rotate().await())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("rotation-under-way"));
        assertThat(files()).hasSize(4);
        clocks.advanceSteady(Duration.ofHours(25));
        turn.rotate().await();
        assertThat(files()).hasSize(6);
    }

    @Test
    void another_node_on_the_same_directory_finds_them_when_it_looks() {
        GatewayKeys other = node();
        TurnKeys otherTurn = new TurnKeys(vertx, fingerprints, other, clocks);
        otherTurn.lookAgain().await();
        turn.rotate().await();
        assertThat(other.jwks()).isNotEqualTo(keys.jwks());
        otherTurn.lookAgain().await();
        assertThat(other.jwks()).isEqualTo(keys.jwks());
        assertThat(node().jwks()).isEqualTo(keys.jwks());
    }

    @Test
    void new_files_are_for_the_owner_alone_and_in_the_database() throws IOException {
        turn.rotate().await();
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(kept()).isEqualTo(4);
    }

    @Test
    void a_key_that_is_over_may_be_taken_away_and_one_that_is_not_is_missed() throws IOException {
        turn.rotate().await();
        clocks.advanceSteady(Duration.ofDays(7).plusHours(24));
        Path old = home.resolve("keys").resolve(keys.files().signing().get(0).fileName());
        byte[] content = Files.readAllBytes(old);
        Files.delete(old);
        assertThatThrownBy(() -> turn.lookAgain().await())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(old.toString());
        assertThat(keys.files().signing()).as("it goes on with what it had").hasSize(2);
        Files.write(old, content);
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
        turn.lookAgain().await();
        clocks.advanceSteady(Duration.ofMinutes(1));
        Files.delete(old);
        turn.lookAgain().await();
        assertThat(keys.files().signing()).hasSize(1);
        assertThat(kept()).isEqualTo(3);
        assertThat(fingerprints.mayMake(home.resolve("keys"), clocks.steady()).await())
                .isFalse();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(home.resolve("keys"))) {
            return all.toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private int kept() {
        return database.client()
                .query("select name from key_fingerprint")
                .execute()
                .await()
                .size();
    }
}
