package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.smime.CertificateNames;
import dev.waymark.gateway.smime.SigningCertificate;
import dev.waymark.gateway.smime.SigningPem;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailKeysTest {

    private static final String FROM = "care@example.org";
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    private final ManualClocks clocks = new ManualClocks();

    private MailKeys open(boolean mayCreate, String from) {
        return MailKeys.open(directory, mayCreate, from, clocks, RANDOM);
    }

    private Path put(String name, String address, Instant begins) throws IOException {
        String pem = SigningPem.write(SigningCertificate.selfSigned(
                address, begins, CryptoProviders.bouncyCastle().provider(), RANDOM));
        return Files.setPosixFilePermissions(
                Files.writeString(directory.resolve(name), pem), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void the_first_start_makes_one_that_names_the_sender_and_the_next_finds_it() throws Exception {
        MailKeys made = open(true, FROM);
        Path file = directory.resolve("mail-self-signed.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(CertificateNames.names(made.current().certificate(), FROM)).isTrue();
        assertThat(open(true, FROM).jwks()).isEqualTo(made.jwks());
        assertThat(open(false, FROM).byName()).isEqualTo(made.byName());
    }

    @Test
    void its_jwk_has_the_certificate_and_no_private_half() throws Exception {
        MailKeys keys = open(true, FROM);
        JsonObject jwk = keys.jwks().get(0);
        assertThat(jwk.fieldNames()).containsExactlyInAnyOrder("kty", "crv", "x", "y", "use", "kid", "x5c");
        assertThat(jwk.getString("use")).isEqualTo("sig");
        assertThat(Base64.getDecoder().decode(jwk.getJsonArray("x5c").getString(0)))
                .isEqualTo(keys.current().certificate().getEncoded());
    }

    @Test
    void one_that_was_given_before_the_first_start_is_taken() throws Exception {
        put("mail-given.pem", FROM, clocks.steady());
        assertThat(open(true, FROM).byName().keySet()).containsExactly("mail-given.pem");
    }

    @Test
    void of_several_the_one_signs_that_names_the_sender_and_began_last_and_the_others_may_go() throws Exception {
        put("mail-a.pem", FROM, clocks.steady().minus(Duration.ofDays(2)));
        put("mail-b.pem", FROM, clocks.steady().minus(Duration.ofDays(1)));
        put("mail-c.pem", "other@example.org", clocks.steady());
        put("mail-d.pem", FROM, clocks.steady().plus(Duration.ofDays(1)));
        MailKeys keys = open(false, FROM);
        assertThat(keys.byName().entrySet().stream()
                        .filter(file -> file.getValue().neededUntil().isEmpty())
                        .map(java.util.Map.Entry::getKey))
                .containsExactly("mail-b.pem");
        assertThat(CertificateNames.names(
                        open(false, "other@example.org").current().certificate(), FROM))
                .isFalse();
        assertThat(keys.jwks()).hasSize(3);
    }

    @Test
    void a_missing_an_open_or_a_broken_file_is_refused_by_name() throws Exception {
        refused("mail-*.pem", "missing");
        Path file = put("mail-a.pem", FROM, clocks.steady());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refused("mail-a.pem", "chmod 600");
        Files.setPosixFilePermissions(Files.writeString(file, "hello"), PosixFilePermissions.fromString("rw-------"));
        refused("mail-a.pem", "no private key");
    }

    private void refused(String file, String why) {
        assertThatExceptionOfType(KeyRefused.class)
                .isThrownBy(() -> open(false, FROM))
                .withMessageContaining(file)
                .withMessageContaining(why);
    }
}
