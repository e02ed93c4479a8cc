package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void a_certificate_that_was_renewed_is_served_without_a_restart(@TempDir Path folder) throws Exception {
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        put(SelfSignedCertificate.create("one.example"), certificate, key);
        try (TestServer server = TestServer.start(
                vertx, settings(certificate, key), router -> router.get("/").handler(context -> context.end("here")))) {
            assertThat(subject(server)).isEqualTo("CN=one.example");

            Files.writeString(certificate, "half a certificate");
            put(SelfSignedCertificate.create("two.example"), certificate, key);

            Awaitility.await().untilAsserted(() -> assertThat(subject(server)).isEqualTo("CN=two.example"));
        }
    }

    @Test
    void a_broken_certificate_leaves_the_one_in_use(@TempDir Path folder) throws Exception {
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        put(SelfSignedCertificate.create("one.example"), certificate, key);
        try (TestServer server = TestServer.start(
                vertx, settings(certificate, key), router -> router.get("/").handler(context -> context.end("here")))) {
            Files.writeString(certificate, "no certificate");
            vertx.timer(500, TimeUnit.MILLISECONDS).await();
            assertThat(subject(server)).isEqualTo("CN=one.example");
        }
    }

    @Test
    void plain_http_elsewhere_than_on_loopback_needs_a_proxy_in_front() {
        HttpServerSettings open =
                new HttpServerSettings("0.0.0.0", 0, Optional.empty(), false, false, HttpLimits.STANDARD);
        assertThat(open.fault()).get().asString().contains("http.tls").contains("behindProxy");
        assertThat(HttpServerSettings.loopback(0).fault()).isEmpty();
        assertThat(new HttpServerSettings("0.0.0.0", 0, Optional.empty(), true, false, HttpLimits.STANDARD).fault())
                .isEmpty();
    }

    private static HttpServerSettings settings(Path certificate, Path key) {
        HttpLimits often = new HttpLimits(
                1_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                8_192,
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
        return new HttpServerSettings(
                "127.0.0.1", 0, Optional.of(new HttpServerSettings.Tls(certificate, key)), false, false, often);
    }

    private String subject(TestServer server) throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
        try {
            return client.request(HttpMethod.GET, server.port(), "127.0.0.1", "/")
                    .compose(request -> request.send().map(response -> {
                        try {
                            return ((X509Certificate)
                                            request.connection().sslSession().getPeerCertificates()[0])
                                    .getSubjectX500Principal()
                                    .getName();
                        } catch (javax.net.ssl.SSLPeerUnverifiedException unseen) {
                            throw new IllegalStateException(unseen);
                        }
                    }))
                    .await(60, TimeUnit.SECONDS);
        } finally {
            client.close().await();
        }
    }

    private static void put(SelfSignedCertificate made, Path certificate, Path key) throws Exception {
        Files.copy(Path.of(made.certificatePath()), certificate, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of(made.privateKeyPath()), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        made.delete();
    }
}
