package dev.waymark.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.ChannelContract;
import dev.waymark.channels.FarSide;
import dev.waymark.channels.FarSide.Manner;
import dev.waymark.channels.Secret;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import dev.waymark.channels.webhook.BodyEncryption;
import dev.waymark.channels.webhook.Egress;
import dev.waymark.channels.webhook.HttpFarSide;
import dev.waymark.channels.webhook.SignedPosts;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.channels.webhook.TestKeys;
import dev.waymark.channels.webhook.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericTextChannelTest implements ChannelContract<TextEnvelope> {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T15:04:05Z"));
    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Override
    public FarSide farSide(Vertx vertx, Manner manner) {
        return HttpFarSide.of(vertx, manner);
    }

    @Override
    public GenericTextChannel channel(Vertx vertx, int port, Duration timeout) {
        GenericTextSettings settings = new GenericTextSettings(
                URI.create("http://127.0.0.1:" + port + "/messages"),
                SECRET,
                URI.create("https://gateway.example/v1/sms/main/status"));
        return new GenericTextChannel(settings, posts(vertx, timeout));
    }

    private static SignedPosts posts(Vertx vertx, Duration timeout) {
        return new SignedPosts(
                vertx,
                WebhookSettings.defaults().withTimeout(timeout),
                Egress.direct(),
                TestKeys.signer(TestKeys.NEW),
                CLOCK);
    }

    @Override
    public TextEnvelope envelope(String id, int port) {
        return new TextEnvelope(id, "+12025550142", "Care Team: there is news.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone", "301 Moved", "307 Elsewhere"})
    void what_is_about_the_account_or_the_address_costs_no_text(String status, Vertx vertx) {
        HttpFarSide far =
                HttpFarSide.that(vertx, (request, socket) -> socket.write(HttpFarSide.answer(status, "who are you?")));

        SendOutcome outcome =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(outcome)
                .isEqualTo(new SendOutcome.Deferred(
                        "http-" + status.substring(0, 3), true, Optional.empty(), Optional.of("who are you?"), true));
    }

    @Test
    void a_text_that_the_provider_will_not_have_is_refused_alone(Vertx vertx) {
        HttpFarSide far =
                HttpFarSide.that(vertx, (request, socket) -> socket.write(HttpFarSide.answer("400 Bad Request", "")));

        SendOutcome outcome =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
        assertThat(outcome.code()).isEqualTo("http-400");
    }

    @Test
    void it_posts_the_four_members_signed_and_keeps_the_providers_id(Vertx vertx) {
        HttpFarSide far = HttpFarSide.of(vertx, Manner.TAKES);

        SendOutcome outcome =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted("http-200", Optional.of("far-1")));
        HttpFarSide.Request request = far.requests().get(0);
        assertThat(request.headers().get("content-type")).isEqualTo("application/json");
        assertThat(new JsonObject(request.body()))
                .isEqualTo(new JsonObject()
                        .put("id", "n-1")
                        .put("to", "+12025550142")
                        .put("text", "Care Team: there is news.")
                        .put("statusCallback", "https://gateway.example/v1/sms/main/status"));
        StandardWebhooks.Received received = new StandardWebhooks.Received(
                request.headers().get("webhook-id"),
                request.headers().get("webhook-timestamp"),
                request.headers().get("webhook-signature"));
        assertThat(StandardWebhooks.verify(SECRET, received, request.body().getBytes(), CLOCK.instant()))
                .isEqualTo(StandardWebhooks.Verdict.GENUINE);
        assertThat(received.signatures()).startsWith("v1a,");
    }

    @Test
    void what_is_encrypted_is_signed_as_it_is_sent(Vertx vertx) {
        HttpFarSide far = HttpFarSide.of(vertx, Manner.TAKES);
        GenericTextSettings settings = new GenericTextSettings(
                URI.create("http://127.0.0.1:" + far.port() + "/messages"),
                SECRET,
                URI.create("https://gateway.example/v1/sms/main/status"));
        BodyEncryption hidden = (type, body) -> Future.succeededFuture(Buffer.buffer("hidden " + type));
        GenericTextChannel channel =
                new GenericTextChannel(settings, posts(vertx, Duration.ofSeconds(10)), Optional.of(hidden));

        assertThat(Wait.on(channel.send(envelope("n-1", far.port())))).isInstanceOf(SendOutcome.Accepted.class);

        HttpFarSide.Request request = far.requests().get(0);
        assertThat(request.headers().get("content-type")).isEqualTo("application/jose");
        assertThat(request.body()).hasToString("hidden application/json");
        StandardWebhooks.Received received = new StandardWebhooks.Received(
                request.headers().get("webhook-id"),
                request.headers().get("webhook-timestamp"),
                request.headers().get("webhook-signature"));
        assertThat(StandardWebhooks.verify(SECRET, received, request.body().getBytes(), CLOCK.instant()))
                .isEqualTo(StandardWebhooks.Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "queued", "null", "[]", "{\"id\":7}", "{}", "{\"id\":\"\\u0000\"}"})
    void an_answer_without_an_id_is_no_less_an_acceptance(String body, Vertx vertx) {
        HttpFarSide far =
                HttpFarSide.that(vertx, (request, socket) -> socket.write(HttpFarSide.answer("201 Created", body)));

        SendOutcome outcome =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted("http-201", Optional.empty()));
    }

    @Test
    void a_number_that_is_not_e164_makes_no_envelope() {
        assertThatThrownBy(() -> new TextEnvelope("n-1", "2025550142", "news"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("2025550142");
        assertThat(new TextEnvelope("n-1", "+12025550142", "news").toString()).doesNotContain("2025550142", "news");
    }
}
