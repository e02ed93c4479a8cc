package dev.waymark.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WebhookTlsTest {

    private static final String NAME = "hooks.rx-one.example";
    private static final SelfSignedCertificate OURS = SelfSignedCertificate.create(NAME);
    private static final SelfSignedCertificate OTHER = SelfSignedCertificate.create("other.example");

    private final List<String> served = new CopyOnWriteArrayList<>();

    @Test
    void the_connection_goes_to_the_checked_address_and_tls_to_the_name(Vertx vertx) {
        HttpServer server = server(vertx, OURS);

        SendOutcome outcome = send(vertx, server, OURS, NAME);

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted("http-200", Optional.empty()));
        assertThat(served).containsExactly("SNI " + NAME + ", authority " + NAME + ":" + server.actualPort());
    }

    @Test
    void a_certificate_of_another_name_is_deferred_and_gets_nothing(Vertx vertx) {
        HttpServer server = server(vertx, OTHER);

        SendOutcome outcome = send(vertx, server, OTHER, NAME);

        assertThat(outcome).isEqualTo(new SendOutcome.Deferred("tls", false, Optional.empty(), Optional.empty()));
        assertThat(served).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_deferred(Vertx vertx) {
        HttpServer server = server(vertx, OURS);

        SendOutcome outcome = send(vertx, server, OTHER, NAME);

        assertThat(outcome.code()).isEqualTo("tls");
        assertThat(served).isEmpty();
    }

    private SendOutcome send(Vertx vertx, HttpServer server, SelfSignedCertificate trusted, String name) {
        int port = server.actualPort();
        Names names = host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        WebhookChannel channel = new WebhookChannel(
                vertx,
                WebhookSettings.defaults().withTrust(trusted.trustOptions()),
                Egress.guarded(names, AllowList.of(List.of(name + ":" + port))),
                TestKeys.signer(TestKeys.NEW),
                InstantSource.system());
        return Wait.on(channel.send(new WebhookEnvelope(
                "n-1",
                URI.create("https://" + name + ":" + port + "/hooks"),
                "application/json",
                Buffer.buffer("{}"),
                Optional.empty())));
    }

    private HttpServer server(Vertx vertx, SelfSignedCertificate certificate) {
        HttpServerOptions options =
                new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate.keyCertOptions());
        return Wait.on(
                vertx.createHttpServer(options).requestHandler(this::serve).listen(0, "127.0.0.1"));
    }

    private void serve(HttpServerRequest request) {
        served.add("SNI " + request.connection().indicatedServerName() + ", authority " + request.authority());
        request.response().end();
    }
}
