package dev.waymark.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.ChannelContract;
import dev.waymark.channels.FarSide;
import dev.waymark.channels.Secret;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import dev.waymark.channels.webhook.Egress;
import dev.waymark.channels.webhook.HttpFarSide;
import dev.waymark.channels.webhook.Posts;
import dev.waymark.channels.webhook.WebhookSettings;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioTextChannelTest implements ChannelContract<TextEnvelope> {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T15:04:05Z"));
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";

    /** Finds the message's id where Twilio gives it back to us: in the address of its callbacks. */
    private record Twilio(HttpFarSide http) implements FarSide {
        @Override
        public int port() {
            return http.port();
        }

        @Override
        public List<String> seen() {
            return http.requests().stream()
                    .map(request -> values(form(request), "StatusCallback").get(0))
                    .map(callback -> values(new QueryStringDecoder(callback).parameters(), "id")
                            .get(0))
                    .toList();
        }
    }

    @Override
    public FarSide farSide(Vertx vertx, FarSide.Manner manner) {
        return new Twilio(HttpFarSide.of(vertx, manner));
    }

    @Override
    public TwilioTextChannel channel(Vertx vertx, int port, Duration timeout) {
        return channel(vertx, port, timeout, "+12025550100");
    }

    private static TwilioTextChannel channel(Vertx vertx, int port, Duration timeout, String from) {
        TwilioTextSettings settings = new TwilioTextSettings(
                URI.create("http://127.0.0.1:" + port + "/"),
                ACCOUNT,
                new Secret("token"),
                from,
                false,
                URI.create("https://gateway.example/v1/sms/us/status"));
        return new TwilioTextChannel(
                settings, new Posts(vertx, WebhookSettings.defaults().withTimeout(timeout), Egress.direct(), CLOCK));
    }

    @Override
    public TextEnvelope envelope(String id, int port) {
        return new TextEnvelope(id, "+12025550142", "Care Team: ¿qué tal? 1+1=2 & más");
    }

    private static List<String> values(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static Map<String, List<String>> form(HttpFarSide.Request request) {
        return new QueryStringDecoder(request.body().toString(), false).parameters();
    }

    @Test
    void it_posts_the_form_that_the_messages_api_wants_and_keeps_the_sid(Vertx vertx) {
        HttpFarSide far = answering(
                vertx, "201 Created", new JsonObject().put("sid", "SM1").put("status", "queued"));

        SendOutcome outcome = send(vertx, far);

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted("http-201", Optional.of("SM1")));
        HttpFarSide.Request request = far.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /2010-04-01/Accounts/" + ACCOUNT + "/Messages.json HTTP/1.1");
        assertThat(request.headers().get("authorization"))
                .isEqualTo("Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjp0b2tlbg==");
        assertThat(request.headers().get("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(form(request))
                .isEqualTo(Map.of(
                        "To", List.of("+12025550142"),
                        "From", List.of("+12025550100"),
                        "Body", List.of("Care Team: ¿qué tal? 1+1=2 & más"),
                        "StatusCallback", List.of("https://gateway.example/v1/sms/us/status?id=n-1")));
    }

    @Test
    void a_messaging_service_is_named_as_such(Vertx vertx) {
        HttpFarSide far = answering(vertx, "201 Created", new JsonObject().put("sid", "SM1"));

        Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10), "MG0123456789abcdef0123456789abcdef")
                .send(envelope("n-1", far.port())));

        assertThat(form(far.requests().get(0)))
                .containsEntry("MessagingServiceSid", List.of("MG0123456789abcdef0123456789abcdef"))
                .doesNotContainKey("From");
    }

    @ParameterizedTest
    @CsvSource({
        "400 Bad Request,        21610, twilio-21610, false, false",
        "400 Bad Request,        21211, twilio-21211, false, false",
        "403 Forbidden,          21408, twilio-21408, false, false",
        "400 Bad Request,        21611, twilio-21611, true,  false",
        "429 Too Many Requests,  20429, twilio-20429, true,  false",
        "401 Unauthorized,       20003, twilio-20003, true,  true",
        "403 Forbidden,          20005, twilio-20005, true,  true",
        "404 Not Found,          20404, twilio-20404, true,  true",
        "410 Gone,               20410, twilio-20410, true,  true",
        "500 Server Error,       20500, http-500,     true,  false",
        "503 Unavailable,        20503, http-503,     true,  false",
        "302 Found,              0,     twilio-0,     true,  true"
    })
    void an_error_is_put_off_or_refused_by_its_code(
            String status, int code, String expected, boolean putOff, boolean everyMessage, Vertx vertx) {
        SendOutcome outcome = send(vertx, answering(vertx, status, new JsonObject().put("code", code)));

        assertThat(outcome).isInstanceOf(putOff ? SendOutcome.Deferred.class : SendOutcome.Refused.class);
        assertThat(outcome instanceof SendOutcome.Deferred later && later.everyMessage())
                .isEqualTo(everyMessage);
        assertThat(outcome.code()).isEqualTo(expected);
        assertThat(outcome.answered()).isTrue();
    }

    @Test
    void a_refusal_without_a_code_is_about_the_account(Vertx vertx) {
        SendOutcome outcome = send(vertx, answering(vertx, "403 Forbidden", new JsonObject()));

        assertThat(outcome)
                .isEqualTo(new SendOutcome.Deferred("http-403", true, Optional.empty(), Optional.of("{}"), true));
    }

    @Test
    void retry_after_is_kept(Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(
                vertx,
                (request, socket) -> socket.write(
                        HttpFarSide.answer("429 Too Many Requests", "{\"code\":20429}", "Retry-After: 17")));

        assertThat(send(vertx, far))
                .isInstanceOfSatisfying(SendOutcome.Deferred.class, later -> assertThat(later.retryAfter())
                        .contains(Duration.ofSeconds(17)));
    }

    private SendOutcome send(Vertx vertx, HttpFarSide far) {
        return Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));
    }

    private static HttpFarSide answering(Vertx vertx, String status, JsonObject body) {
        return HttpFarSide.that(vertx, (request, socket) -> socket.write(HttpFarSide.answer(status, body.encode())));
    }
}
