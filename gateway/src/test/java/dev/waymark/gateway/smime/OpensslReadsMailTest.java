package dev.waymark.gateway.smime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.gateway.crypto.CryptoProviders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, certificates, decryption and verification are the {@code openssl} command's: it shares no code with the gateway. */
class OpensslReadsMailTest {

    private static final Provider PROVIDER = CryptoProviders.bouncyCastle().provider();
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Instant now = Instant.now();
    private static final String ENTITY =
            "Content-Type: text/plain; charset=us-ascii\r\n\r\nThe payer asks for chart notes.\r\n";

    @TempDir
    Path folder;

    private final SigningCertificate own =
            SigningCertificate.selfSigned("care@example.org", now.minusSeconds(60), PROVIDER, RANDOM);

    @BeforeEach
    void the_gateways_certificate_is_known() throws Exception {
        Files.writeString(
                folder.resolve("gateway.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(own.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA,CBC,enveloped-data",
        "RSA,GCM,authEnveloped-data",
        "EC,CBC,enveloped-data",
        "EC,GCM,authEnveloped-data"
    })
    void openssl_decrypts_and_then_verifies(String kind, SmimeFormat format, String type) throws Exception {
        X509Certificate reader = reader(kind);
        ProtectMail.Protected mail = protect(reader, format);
        assertThat(mail.contentType()).contains("smime-type=" + type);
        assertThat(mail.lines()).matches("([A-Za-z0-9+/=]{1,76}\\n)*[A-Za-z0-9+/=]{1,76}");
        assertThat(run("cmsout-print", "openssl", "cms", "-cmsout", "-print", "-in", write(mail))
                        .text())
                .contains(
                        kind.equals("RSA") ? "rsaesOaep" : "dhSinglePass-stdDH-sha256kdf-scheme",
                        kind.equals("RSA") ? "mgf1" : "prime256v1",
                        format == SmimeFormat.CBC ? "aes-256-cbc" : "aes-256-gcm");

        assertThat(decrypt(mail).code()).isZero();
        Result verified = verify();
        assertThat(verified.code()).as(verified.text()).isZero();
        assertThat(Files.readString(folder.resolve("plain"))).isEqualTo(ENTITY);
    }

    @ParameterizedTest
    @CsvSource({"RSA,CBC", "RSA,GCM", "EC,CBC", "EC,GCM"})
    void a_changed_byte_of_the_content_is_found(String kind, SmimeFormat format) throws Exception {
        ProtectMail.Protected mail = protect(reader(kind), format);
        byte[] der = Base64.getMimeDecoder().decode(mail.lines());
        der[der.length - 200] ^= 1;
        String changed = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(der);
        boolean decrypted =
                decrypt(new ProtectMail.Protected(mail.contentType(), changed)).code() == 0;
        assertThat(decrypted && verify().code() == 0).isFalse();
    }

    @Test
    void another_key_does_not_decrypt() throws Exception {
        ProtectMail.Protected mail = protect(reader("EC"), SmimeFormat.GCM);
        reader("EC");
        assertThat(decrypt(mail).code()).isNotZero();
    }

    @Test
    void a_certificate_that_names_gcm_among_its_capabilities_gets_it() throws Exception {
        assertThat(SmimeFormat.of(reader("EC"))).isEqualTo(SmimeFormat.CBC);
        X509Certificate able = reader("EC", "-addext", "1.2.840.113549.1.9.15=DER:300d300b060960864801650304012e");
        assertThat(SmimeFormat.of(able)).isEqualTo(SmimeFormat.GCM);
    }

    @ParameterizedTest
    @CsvSource({"RSA,sha256WithRSA", "EC,ecdsa-with-SHA256"})
    void a_key_and_certificate_that_were_given_sign(String kind, String algorithm) throws Exception {
        reader(kind, "-addext", "subjectAltName=email:care@example.org");
        String certificate = Files.readString(folder.resolve("reader.pem"));
        SigningCertificate given =
                SigningPem.read(certificate + Files.readString(folder.resolve("reader.key")), PROVIDER);
        assertThat(CertificateNames.names(given.certificate(), "Care@example.org"))
                .isTrue();
        assertThat(SigningPem.write(SigningPem.read(SigningPem.write(given), PROVIDER)))
                .isEqualTo(SigningPem.write(given));
        Files.writeString(folder.resolve("gateway.pem"), certificate);

        ProtectMail.Protected mail = new ProtectMail(given, PROVIDER, RANDOM)
                .protect(ENTITY.getBytes(StandardCharsets.US_ASCII), reader("RSA"), SmimeFormat.CBC, now);
        assertThat(decrypt(mail).code()).isZero();
        assertThat(verify().code()).isZero();
        assertThat(run("print", "openssl", "cms", "-cmsout", "-print", "-in", path("signed"))
                        .text())
                .contains(algorithm);
    }

    @Test
    void a_key_without_its_certificate_is_refused() throws Exception {
        reader("EC");
        String key = Files.readString(folder.resolve("reader.key"));
        reader("EC");
        String other = Files.readString(folder.resolve("reader.pem"));
        refused(key, "no certificate");
        refused(other, "no private key");
        refused(key + other, "not its private key's");
        refused("hello", "no private key");
    }

    private static void refused(String pem, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningPem.read(pem, PROVIDER))
                .withMessageContaining(why);
    }

    private ProtectMail.Protected protect(X509Certificate reader, SmimeFormat format) {
        return new ProtectMail(own, PROVIDER, RANDOM)
                .protect(ENTITY.getBytes(StandardCharsets.US_ASCII), reader, format, now);
    }

    private X509Certificate reader(String kind, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-subj", "/CN=Ana"));
        command.addAll(List.of("-keyout", path("reader.key"), "-out", path("reader.pem"), "-days", "30", "-newkey"));
        command.addAll(kind.equals("RSA") ? List.of("rsa:2048") : List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
        command.addAll(List.of(more));
        Result made = run("req", command.toArray(String[]::new));
        assertThat(made.code()).as(made.text()).isZero();
        try (InputStream pem = Files.newInputStream(folder.resolve("reader.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private Result decrypt(ProtectMail.Protected mail) throws Exception {
        return run(
                "decrypt",
                "openssl",
                "cms",
                "-decrypt",
                "-in",
                write(mail),
                "-recip",
                path("reader.pem"),
                "-inkey",
                path("reader.key"),
                "-out",
                path("signed"));
    }

    private Result verify() throws Exception {
        return run(
                "verify",
                "openssl",
                "cms",
                "-verify",
                "-in",
                path("signed"),
                "-CAfile",
                path("gateway.pem"),
                "-purpose",
                "smimesign",
                "-out",
                path("plain"));
    }

    private String write(ProtectMail.Protected mail) throws IOException {
        Path file = folder.resolve("mail");
        Files.writeString(
                file,
                "MIME-Version: 1.0\nContent-Type: " + mail.contentType() + "\nContent-Transfer-Encoding: base64\n\n"
                        + mail.lines() + "\n");
        return file.toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private record Result(int code, String text) {}

    private Result run(String log, String... command) throws Exception {
        Path output = folder.resolve(log + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        return new Result(code, Files.readString(output, StandardCharsets.ISO_8859_1));
    }
}
