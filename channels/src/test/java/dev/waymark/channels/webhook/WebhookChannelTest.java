package dev.waymark.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.ChannelContract;
import dev.waymark.channels.FarSide;
import dev.waymark.channels.FarSide.Manner;
import dev.waymark.channels.Secret;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookChannelTest implements ChannelContract<WebhookEnvelope> {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T15:04:05Z"));
    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Override
    public FarSide farSide(Vertx vertx, Manner manner) {
        return HttpFarSide.of(vertx, manner);
    }

    @Override
    public WebhookChannel channel(Vertx vertx, int port, Duration timeout) {
        Egress egress = Egress.guarded(Names.of(vertx), AllowList.of(List.of("127.0.0.1:" + port)));
        return new WebhookChannel(
                vertx,
                WebhookSettings.defaults().withTimeout(timeout),
                egress,
                TestKeys.signer(TestKeys.OLD, TestKeys.NEW),
                CLOCK);
    }

    @Override
    public WebhookEnvelope envelope(String id, int port) {
        return envelope(id, URI.create("http://127.0.0.1:" + port + "/hooks?tenant=a%20b"));
    }

    private static WebhookEnvelope envelope(String id, URI url) {
        return new WebhookEnvelope(
                id, url, "application/cloudevents+json", Buffer.buffer("{\"é\":1}"), Optional.of(SECRET));
    }

    @Test
    void it_is_signed_by_every_live_key_and_by_the_secret(Vertx vertx) {
        HttpFarSide far = HttpFarSide.of(vertx, Manner.TAKES);

        Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        HttpFarSide.Request request = far.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /hooks?tenant=a%20b HTTP/1.1");
        assertThat(request.headers().get("content-type")).isEqualTo("application/cloudevents+json");
        assertThat(request.headers().get("webhook-timestamp")).isEqualTo("1795273445");
        byte[] message = ("n-1.1795273445." + request.body()).getBytes(StandardCharsets.UTF_8);
        String[] signatures = request.headers().get("webhook-signature").split(" ", -1);
        assertThat(signatures).hasSize(3);
        assertThat(signatures[0]).startsWith("v1a,");
        assertThat(TestKeys.verifies(TestKeys.OLD, message, base64(signatures[0])))
                .isTrue();
        assertThat(TestKeys.verifies(TestKeys.NEW, message, base64(signatures[1])))
                .isTrue();
        assertThat(signatures[2]).startsWith("v1,");
        StandardWebhooks.Received received = new StandardWebhooks.Received("n-1", "1795273445", signatures[2]);
        assertThat(StandardWebhooks.verify(SECRET, received, request.body().getBytes(), CLOCK.instant()))
                .isEqualTo(StandardWebhooks.Verdict.GENUINE);
    }

    @ParameterizedTest
    @CsvSource({
        "200,Accepted", "202,Accepted", "204,Accepted", "301,Refused", "302,Refused", "307,Refused", "400,Refused",
        "401,Refused", "404,Refused", "408,Deferred", "410,Closed", "413,Refused", "425,Deferred", "429,Deferred",
        "500,Deferred", "502,Deferred", "503,Deferred", "599,Deferred"
    })
    void a_status_has_one_outcome(int status, String outcome, Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(
                vertx,
                (request, socket) ->
                        socket.write(HttpFarSide.answer(status + " Whatever", "", "Location: http://127.0.0.1:1/")));

        SendOutcome result =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.code()).isEqualTo("http-" + status);
        assertThat(result.answered()).isTrue();
        assertThat(far.seen()).as("a redirect is not followed").hasSize(1);
    }

    @Test
    void a_wait_asked_for_is_told(Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(
                vertx,
                (request, socket) ->
                        socket.write(HttpFarSide.answer("429 Too Many Requests", "slow down", "Retry-After: 90")));

        SendOutcome result =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(result)
                .isEqualTo(new SendOutcome.Deferred(
                        "http-429", true, Optional.of(Duration.ofSeconds(90)), Optional.of("slow down")));
    }

    @Test
    void a_body_without_end_is_cut_off_at_64_kib(Vertx vertx) {
        Promise<Void> closed = Promise.promise();
        HttpFarSide far = HttpFarSide.that(vertx, (request, socket) -> {
            socket.closeHandler(closed::tryComplete);
            socket.write("HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n");
            vertx.setPeriodic(1, tick -> socket.write("2000\r\n" + "x".repeat(8192) + "\r\n")
                    .onFailure(gone -> vertx.cancelTimer(tick)));
        });

        SendOutcome result =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(result).isEqualTo(new SendOutcome.Refused("http-400", true, Optional.of("x".repeat(2048))));
        Wait.on(closed.future());
    }

    @Test
    void a_status_counts_although_its_body_never_ends(Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(
                vertx, (request, socket) -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));

        SendOutcome result =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(3)).send(envelope("n-1", far.port())));

        assertThat(result).isEqualTo(new SendOutcome.Accepted("http-200", Optional.empty()));
    }

    @Test
    void a_status_counts_although_the_connection_breaks_behind_it(Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(
                vertx, (request, socket) -> socket.write("HTTP/1.1 500 Oh\r\nContent-Length: 100\r\n\r\nhalf")
                        .onComplete(written -> vertx.setTimer(100, later -> socket.close())));

        SendOutcome result =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));

        assertThat(result).isEqualTo(new SendOutcome.Deferred("http-500", true, Optional.empty(), Optional.of("half")));
    }

    @Test
    void an_answer_that_is_not_http_is_deferred(Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(vertx, (request, socket) -> socket.write("220 mail.example ESMTP\r\n\r\n"));

        SendOutcome result =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(2)).send(envelope("n-1", far.port())));

        assertThat(result).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(result.answered()).isFalse();
    }

    @Test
    void a_connection_closed_while_idle_costs_no_second_message(Vertx vertx) {
        HttpFarSide far = HttpFarSide.that(vertx, (request, socket) -> {
            socket.write(HttpFarSide.answer("200 OK", ""));
            vertx.setTimer(50, later -> socket.close());
        });
        WebhookChannel channel = channel(vertx, far.port(), Duration.ofSeconds(10));

        Wait.on(channel.send(envelope("n-1", far.port())));
        Wait.on(vertx.timer(1000));
        SendOutcome second = Wait.on(channel.send(envelope("n-2", far.port())));

        assertThat(second).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(far.seen()).containsExactly("n-1", "n-2");
    }

    @Test
    void what_waits_too_long_behind_others_is_never_sent(Vertx vertx) {
        HttpFarSide far = HttpFarSide.of(vertx, Manner.KEEPS_SILENT);
        Egress egress = Egress.guarded(Names.of(vertx), AllowList.of(List.of("127.0.0.1:" + far.port())));
        WebhookSettings narrow = new WebhookSettings(Duration.ofSeconds(2), 1, 2, 2, Optional.empty());
        WebhookChannel channel = new WebhookChannel(vertx, narrow, egress, TestKeys.signer(TestKeys.OLD), CLOCK);

        List<Future<SendOutcome>> sent = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            sent.add(channel.send(envelope("n-" + n, far.port())));
        }
        Wait.on(Future.join(sent));
        Wait.on(vertx.timer(300));

        assertThat(sent.stream().map(one -> one.result().code()))
                .containsExactlyInAnyOrder("time-out", "time-out", "time-out", "time-out", "busy", "busy");
        assertThat(far.seen()).hasSizeLessThan(4);
    }

    @Test
    void where_the_gateway_does_not_go_nothing_is_sent(Vertx vertx) {
        HttpFarSide far = HttpFarSide.of(vertx, Manner.TAKES);
        WebhookChannel channel = channel(vertx, 1, Duration.ofSeconds(10));

        SendOutcome plain = Wait.on(channel.send(envelope("n-1", far.port())));
        SendOutcome loopback =
                Wait.on(channel.send(envelope("n-1", URI.create("https://127.0.0.1:" + far.port() + "/"))));

        assertThat(plain).isEqualTo(new SendOutcome.Refused("egress-refused", false, Optional.empty()));
        assertThat(loopback).isEqualTo(plain);
        assertThat(far.seen()).isEmpty();
    }

    @Test
    void a_name_without_an_address_is_deferred(Vertx vertx) {
        SendOutcome result = Wait.on(channel(vertx, 1, Duration.ofSeconds(10))
                .send(envelope("n-1", URI.create("https://nowhere.invalid/hooks"))));

        assertThat(result).isInstanceOf(SendOutcome.Deferred.class);
        assertThat(result.answered()).isFalse();
    }

    private static byte[] base64(String signature) {
        return Base64.getDecoder().decode(signature.substring(signature.indexOf(',') + 1));
    }
}
