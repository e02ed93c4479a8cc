package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.sealing.KeyFile;
import dev.waymark.gateway.sealing.KeyFingerprints;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayKeysTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.chosen();
    private static final byte[] DATA = {1, 2, 3};

    private final Vertx vertx = Vertx.vertx();
    private final ManualClocks clocks = new ManualClocks();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Path directory() {
        return home.resolve("keys");
    }

    private GatewayKeys open(boolean mayCreate) {
        return GatewayKeys.open(directory(), mayCreate, CRYPTO, clocks, new SecureRandom());
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.getFileName().toString().startsWith("signing-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static PartnerKey publicKey(JsonObject jwks, int at) {
        return PartnerKey.parse(jwks.getJsonArray("keys").getJsonObject(at), CRYPTO);
    }

    @Test
    void the_first_start_makes_a_key_for_the_owner_alone_and_the_next_finds_it() throws IOException {
        GatewayKeys made = open(true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
                .isEqualTo("rw-------");
        assertThat(open(false).jwks()).isEqualTo(made.jwks());
        assertThat(open(true).jwks()).isEqualTo(made.jwks());
    }

    @Test
    void what_a_key_signs_verifies_by_the_jwks_which_shows_no_private_half() {
        GatewayKeys keys = open(true);
        JsonObject jwk = keys.jwks().getJsonArray("keys").getJsonObject(0);
        assertThat(jwk.fieldNames()).containsExactlyInAnyOrder("kty", "crv", "x", "kid", "alg", "use");
        assertThat(jwk.getString("use")).isEqualTo("sig");
        GatewayKeys.KeySignature signature = keys.sign(DATA).get(0);
        assertThat(signature.kid()).isEqualTo(jwk.getString("kid"));
        assertThat(publicKey(keys.jwks(), 0)
                        .verifies(CRYPTO, DATA, signature.signature().getBytes()))
                .isTrue();
    }

    @Test
    void a_key_is_shown_before_it_signs_and_seven_days_after() throws IOException {
        long now = clocks.steady().getEpochSecond();
        Files.createDirectories(directory());
        write("signing-old.jwk", "old", Map.of("exp", now + 10));
        write("signing-new.jwk", "new", Map.of("nbf", now + 5));
        GatewayKeys keys = open(false);
        assertThat(keys.jwks().getJsonArray("keys")).hasSize(2);
        assertThat(kids(keys)).containsExactly("old");
        clocks.advanceSteady(Duration.ofSeconds(5));
        assertThat(kids(keys)).containsExactly("old", "new");
        clocks.advanceSteady(Duration.ofSeconds(5));
        assertThat(kids(keys)).containsExactly("new");
        assertThat(keys.jwks().getJsonArray("keys")).hasSize(2);
        clocks.advanceSteady(Duration.ofDays(7));
        assertThat(keys.jwks().getJsonArray("keys")).hasSize(1);
    }

    private static List<String> kids(GatewayKeys keys) {
        return keys.sign(DATA).stream().map(GatewayKeys.KeySignature::kid).toList();
    }

    private void write(String file, String kid, Map<String, Long> times) throws IOException {
        JsonObject jwk = new KeyPairs(CRYPTO, new SecureRandom())
                .generate(SigningAlgorithm.ED25519, kid)
                .privateJwk();
        times.forEach(jwk::put);
        Path path = directory().resolve(file);
        Files.writeString(path, jwk.encode());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void without_leave_none_is_made() {
        assertThatThrownBy(() -> open(false)).isInstanceOf(KeyRefused.class).hasMessageContaining("signing-*.jwk");
        assertThat(directory()).doesNotExist();
    }

    @Test
    void a_file_that_others_may_read_or_that_is_no_key_is_refused_by_name() throws IOException {
        open(true);
        Path file = onlyFile();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        JsonObject jwk = new JsonObject(Files.readString(file));
        for (String broken : List.of(
                "",
                "[]",
                "{}",
                jwk.copy().putNull("d").encode(),
                jwk.copy().put("d", RfcMessages.ED25519_PRIVATE.getString("d")).encode())) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> open(false))
                    .as(broken)
                    .isInstanceOf(KeyRefused.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void a_database_takes_only_the_keys_it_was_written_with_and_says_which_it_wants() throws IOException {
        Database database = TestDatabase.fresh(vertx);
        KeyFingerprints fingerprints = new KeyFingerprints(database);
        assertThat(fingerprints.mayMake(directory(), clocks.steady()).await()).isTrue();
        GatewayKeys keys = open(true);
        Map<String, KeyFile> all = new HashMap<>(keys.byName());
        Path master = directory().resolve("master.key");
        all.put("master.key", KeyFile.forGood(Buffer.buffer("f1")));
        Files.writeString(master, "");
        fingerprints.hold(directory(), all, clocks.steady()).await();
        fingerprints.hold(directory(), all, clocks.steady()).await();
        assertThat(fingerprints.mayMake(directory(), clocks.steady()).await()).isFalse();

        Map<String, KeyFile> another = new HashMap<>(all);
        another.put("master.key", KeyFile.forGood(Buffer.buffer("f2")));
        another.put("signing-more.jwk", KeyFile.forGood(Buffer.buffer("f3")));
        refused(fingerprints, another, "master.key is another key");

        Map<String, KeyFile> fewer = new HashMap<>(all);
        fewer.remove("master.key");
        refused(fingerprints, fewer, "master.key is missing");

        String signing = keys.byName().keySet().iterator().next();
        Files.delete(directory().resolve(signing));
        assertThatThrownBy(
                        () -> fingerprints.mayMake(directory(), clocks.steady()).await())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(signing);
        assertThat(rows(database)).as("nothing changed").isEqualTo(3);

        all.put("signing-more.jwk", KeyFile.forGood(Buffer.buffer("f3")));
        fingerprints.hold(directory(), all, clocks.steady()).await();
        assertThat(rows(database)).as("a key was added").isEqualTo(4);
    }

    private void refused(KeyFingerprints fingerprints, Map<String, KeyFile> present, String message) {
        assertThatThrownBy(() ->
                        fingerprints.hold(directory(), present, clocks.steady()).await())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(message);
    }

    private static int rows(Database database) {
        return database.client()
                .query("select name from key_fingerprint")
                .execute()
                .await()
                .size();
    }
}
