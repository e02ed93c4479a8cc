package dev.waymark.gateway.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.webhook.AllowList;
import dev.waymark.channels.webhook.BoundedGets;
import dev.waymark.channels.webhook.Egress;
import dev.waymark.channels.webhook.Names;
import dev.waymark.channels.webhook.WebhookSettings;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.signing.KeyDirectory;
import dev.waymark.gateway.signing.KeyPairs;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.signing.SigningAlgorithm;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedKeysTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.chosen();
    private static final PartnerId RX = new PartnerId("rx-one");
    private static final JsonObject K1 = jwk(SigningAlgorithm.ED25519, "k1");
    private static final JsonObject K2 = jwk(SigningAlgorithm.ECDSA_P256_SHA256, "k2");

    private final Vertx vertx = Vertx.vertx();
    private final ManualClocks clocks = new ManualClocks();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Consumer<HttpServerRequest> far = publishing("max-age=300", K1);
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(request -> {
                asked.incrementAndGet();
                far.accept(request);
            })
            .listen(0, "127.0.0.1")
            .await();
    private final PartnerDirectory directory = new PartnerDirectory();
    private final PublishedKeys keys = keys("127.0.0.1:" + server.actualPort());

    PublishedKeysTest() {
        publishAt(uri("/jwks"));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static JsonObject jwk(SigningAlgorithm algorithm, String kid) {
        return new KeyPairs(CRYPTO, new SecureRandom()).generate(algorithm, kid).publicJwk();
    }

    private PublishedKeys keys(String... allowed) {
        BoundedGets gets = new BoundedGets(
                vertx,
                WebhookSettings.defaults().withTimeout(Duration.ofSeconds(6)),
                Egress.guarded(Names.of(vertx), AllowList.of(List.of(allowed))));
        return new PublishedKeys(vertx, directory, new FetchKeys(gets, CRYPTO), clocks);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private void publishAt(URI uri) {
        held(Map.of(), Map.of(RX, uri));
    }

    private void held(Map<String, KeyDirectory.KeyState> held, Map<PartnerId, URI> uris) {
        directory.replace(new PartnerSnapshot(0, Map.of(), Map.of(RX, held), uris, Map.of()));
    }

    private static Consumer<HttpServerRequest> publishing(String cacheControl, JsonObject... jwks) {
        String body = new JsonObject()
                .put("keys", new JsonArray(List.of((Object[]) jwks)))
                .encode();
        return request ->
                request.response().putHeader("Cache-Control", cacheControl).end(body);
    }

    private static Consumer<HttpServerRequest> status(int status) {
        return request -> request.response().setStatusCode(status).end();
    }

    /** As a request asks: what is known, and after a look further if that is nothing. */
    private KeyDirectory.KeyState look(String kid) {
        KeyDirectory.KeyState known = keys.find(RX, kid);
        if (known instanceof KeyDirectory.Unknown) {
            keys.lookFurther(RX).await();
            return keys.find(RX, kid);
        }
        return known;
    }

    private boolean knows(String kid) {
        return look(kid) instanceof KeyDirectory.Live live && live.key().kid().equals(kid);
    }

    @Test
    void a_kid_that_is_missing_is_fetched_and_then_known_without_asking() {
        assertThat(knows("k1")).isTrue();
        assertThat(knows("k1")).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_kid_that_is_not_there_either_is_asked_for_once_a_minute() {
        assertThat(knows("k2")).isFalse();
        far = publishing("max-age=300", K1, K2);
        assertThat(knows("k2")).isFalse();
        clocks.advanceSteady(Duration.ofSeconds(59));
        assertThat(knows("k2")).isFalse();
        assertThat(asked).hasValue(1);
        clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(knows("k2")).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_key_taken_away_there_is_gone_when_its_time_is_over() {
        assertThat(knows("k1")).isTrue();
        far = publishing("max-age=300", K2);
        clocks.advanceSteady(Duration.ofSeconds(299));
        assertThat(knows("k1")).isTrue();
        clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(knows("k1")).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void while_they_are_fetched_anew_those_that_are_there_count() {
        assertThat(knows("k1")).isTrue();
        Promise<HttpServerRequest> came = Promise.promise();
        far = came::complete;
        clocks.advanceSteady(Duration.ofMinutes(5));
        assertThat(keys.find(RX, "k1")).isInstanceOf(KeyDirectory.Unknown.class);
        Future<Void> looking = keys.lookFurther(RX);
        assertThat(keys.find(RX, "k1")).isInstanceOf(KeyDirectory.Live.class);
        publishing("max-age=300", K2).accept(came.future().await());
        looking.await();
        assertThat(keys.find(RX, "k1")).isInstanceOf(KeyDirectory.Unknown.class);
    }

    @Test
    void while_nothing_can_be_fetched_what_is_there_stays_for_a_day_and_is_asked_for_each_minute() {
        assertThat(knows("k1")).isTrue();
        far = status(500);
        clocks.advanceSteady(Duration.ofMinutes(6));
        assertThat(knows("k1")).isTrue();
        assertThat(knows("k1")).isTrue();
        assertThat(asked).hasValue(2);
        clocks.advanceSteady(Duration.ofMinutes(1));
        assertThat(knows("k1")).isTrue();
        assertThat(asked).hasValue(3);
        clocks.advanceSteady(Duration.ofHours(24).minusMinutes(8));
        assertThat(knows("k1")).isTrue();
        clocks.advanceSteady(Duration.ofMinutes(1));
        assertThat(knows("k1")).isFalse();
        far = publishing("", K1);
        clocks.advanceSteady(Duration.ofMinutes(1));
        assertThat(knows("k1")).isTrue();
    }

    @Test
    void a_kid_that_the_gateway_holds_or_revoked_is_not_looked_for_elsewhere() {
        KeyDirectory.Live own = new KeyDirectory.Live(PartnerKey.parse(jwk(SigningAlgorithm.ED25519, "k1"), CRYPTO));
        held(Map.of("k1", own, "k2", new KeyDirectory.Revoked()), Map.of(RX, uri("/jwks")));
        far = publishing("max-age=300", K1, K2);
        assertThat(look("k1")).isEqualTo(own);
        assertThat(look("k2")).isInstanceOf(KeyDirectory.Revoked.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_key_revoked_after_it_was_fetched_is_revoked() {
        assertThat(knows("k1")).isTrue();
        held(Map.of("k1", new KeyDirectory.Revoked()), Map.of(RX, uri("/jwks")));
        assertThat(look("k1")).isInstanceOf(KeyDirectory.Revoked.class);
    }

    @Test
    void keys_of_other_kinds_or_without_a_kid_are_passed_over() {
        far = publishing(
                "",
                new JsonObject().put("kty", "oct").put("kid", "k0").put("k", "AAAA"),
                K2.copy().put("kid", "").put("use", "sig"),
                jwk(SigningAlgorithm.ED25519, "enc").put("use", "enc"),
                new JsonObject().put("kty", "EC").put("crv", "secp256k1").put("kid", "k3"),
                K1);
        assertThat(knows("k1")).isTrue();
        assertThat(knows("enc")).isFalse();
        assertThat(knows("k3")).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_jwks_uri_that_was_changed_or_taken_away_takes_its_keys_along() {
        assertThat(knows("k1")).isTrue();
        far = publishing("", K2);
        publishAt(uri("/elsewhere"));
        assertThat(knows("k1")).isFalse();
        assertThat(knows("k2")).isTrue();
        assertThat(asked).hasValue(2);
        held(Map.of(), Map.of());
        assertThat(knows("k2")).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void of_many_at_once_one_asks_and_no_more_than_thirty_two_wait() {
        Promise<HttpServerRequest> came = Promise.promise();
        far = request -> came.complete(request);
        List<Future<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            waiting.add(keys.lookFurther(RX));
        }
        assertThatThrownBy(() -> keys.lookFurther(RX).await())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
        publishing("", K1).accept(came.future().await());
        Future.all(waiting).await();
        assertThat(knows("k1")).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_is_no_key_set_is_none_and_a_redirect_is_not_followed() {
        List<Consumer<HttpServerRequest>> ways = List.of(
                status(404),
                request -> request.response().end("[]"),
                request -> request.response().end("{\"keys\": 1}"),
                request -> request.response().end("not json"),
                request -> request.response().end(" ".repeat(64 * 1024) + "{\"keys\":[]}"),
                request -> request.connection().close(),
                request -> request.response().setChunked(true).write("{"),
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", uri("/jwks").toString())
                        .end());
        for (Consumer<HttpServerRequest> way : ways) {
            far = way;
            clocks.advanceSteady(Duration.ofMinutes(1));
            assertThat(knows("k1")).isFalse();
        }
        assertThat(asked).hasValue(ways.size());
    }

    @Test
    void an_address_that_is_not_the_worlds_to_reach_is_not_reached() {
        PublishedKeys guarded = keys();
        guarded.lookFurther(RX).await();
        publishAt(URI.create("https://localhost:" + server.actualPort() + "/jwks"));
        guarded.lookFurther(RX).await();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-age=300                | PT5M
            public, max-age=600        | PT10M
            max-age=1                  | PT1M
            Max-Age=86400              | PT15M
            no-store                   | PT1M
            max-age=600, no-cache      | PT1M
            s-maxage=600               | PT5M
            public                     | PT5M
            """)
    void cache_control_is_heard_between_one_and_fifteen_minutes(String said, Duration kept) {
        assertThat(FetchKeys.keptFor(said)).isEqualTo(kept);
    }
}
