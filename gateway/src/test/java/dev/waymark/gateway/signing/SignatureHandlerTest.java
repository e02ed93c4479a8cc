package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.time.ManualClocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureHandlerTest extends OnSigningFixture {

    private static final String THINGS = "/v1/things";
    private static final String LIST = "(\"@method\" \"@authority\" \"@path\");created=<now>;keyid=\"rx-one/k1\"";

    private String answer(RawRequest request) {
        RawRequest.Answer answer = request.send(node.port());
        return answer.status() < 400 ? "" + answer.status() : answer.status() + " " + answer.code();
    }

    private RawRequest get() {
        return RawRequest.of("GET", THINGS, SigningFixture.HOST);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void each_algorithm_passes_with_either_provider(SigningAlgorithm algorithm) {
        fixture.addKey("rx-one/k2", algorithm);
        RawRequest request = fixture.signed("rx-one/k2", "POST", THINGS + "?a=b", "{}", Optional.empty());
        assertThat(answer(request)).isEqualTo("202");
        assertThat(request.send(fixture.node(CryptoProviders.bouncyCastle()).port())
                        .status())
                .isEqualTo(202);
        assertThat(answer(request.body("{ }"))).isEqualTo("401 digest-mismatch");
    }

    @Test
    void a_long_body_passes_and_one_over_the_limit_is_413_before_anything_else() {
        String longBody = "{\"a\":\"" + "x".repeat(900_000) + "\"}";
        assertThat(answer(fixture.signed("POST", THINGS, longBody))).isEqualTo("202");
        assertThat(answer(fixture.signed("POST", THINGS, longBody).body(longBody.replace("xxx\"", "xxy\""))))
                .isEqualTo("401 digest-mismatch");
        assertThat(answer(get().method("POST").body("x".repeat(1_048_577)))).isEqualTo("413 body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.example", "GATEWAY.Example", "gateway.example:443"})
    void the_host_may_be_written_in_each_way_that_means_the_same(String host) {
        assertThat(answer(fixture.signed("GET", THINGS, "").edit("Host", old -> host)))
                .isEqualTo("202");
    }

    @Test
    void the_window_is_five_minutes_to_either_side_by_the_steady_clock() {
        RawRequest request = fixture.signed("GET", THINGS, "");
        fixture.clocks.advanceBusiness(Duration.ofDays(1));
        fixture.clocks.advanceSteady(Duration.ofMinutes(5));
        assertThat(answer(request)).isEqualTo("202");
        fixture.clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(answer(request)).isEqualTo("401 signature-expired");
        fixture.clocks.advanceSteady(Duration.ofSeconds(-601));
        assertThat(answer(request)).isEqualTo("202");
        fixture.clocks.advanceSteady(Duration.ofSeconds(-1));
        assertThat(answer(request)).isEqualTo("401 signature-expired");
    }

    @Test
    void expires_ends_it_sooner_but_not_later() {
        long now = ManualClocks.START.getEpochSecond();
        RawRequest soon = fixture.signedOver(get(), "s", LIST + ";expires=" + (now + 10));
        RawRequest late = fixture.signedOver(get(), "s", LIST + ";expires=" + (now + 1_000));
        fixture.clocks.advanceSteady(Duration.ofSeconds(10));
        assertThat(answer(soon)).isEqualTo("202");
        fixture.clocks.advanceSteady(Duration.ofSeconds(1));
        assertThat(answer(soon)).isEqualTo("401 signature-expired");
        fixture.clocks.advanceSteady(Duration.ofSeconds(290));
        assertThat(answer(late)).isEqualTo("401 signature-expired");
    }

    @Test
    void of_several_signatures_the_tagged_one_counts_and_the_others_are_not_looked_at() {
        String tagged = LIST + ";tag=\"waymark\"";
        RawRequest proxy = get().with("Signature-Input", "proxy=(\"@strange\");created=1;keyid=\"x\";tag=\"proxy\"")
                .with("Signature", "proxy=:AAAA:");
        assertThat(answer(fixture.signedOver(proxy, "ours", tagged))).isEqualTo("202");
        assertThat(answer(fixture.signedOver(proxy.without("Signature"), "ours", tagged)))
                .isEqualTo("202");
        assertThat(answer(fixture.signedOver(proxy, "ours", LIST))).isEqualTo("401 signature-malformed");
        assertThat(answer(fixture.signedOver(fixture.signedOver(get(), "a", tagged), "b", tagged)))
                .isEqualTo("401 signature-malformed");
        assertThat(answer(fixture.signedOver(get(), "a", LIST))).isEqualTo("202");
        assertThat(answer(fixture.signedOver(get(), "a", LIST + ";tag=\"other\"")))
                .isEqualTo("401 signature-malformed");
    }

    @Test
    void more_may_be_covered_in_any_order_and_binds_what_it_covers() {
        RawRequest request = fixture.signedOver(
                get().target(THINGS + "?b=1&a=%20x")
                        .with("X-Trace", " one")
                        .with("X-Trace", "two ")
                        .with("Priority", "u=1,  i"),
                "s",
                "(\"x-trace\" \"@path\" \"@query\" \"@target-uri\" \"@request-target\" \"@scheme\" \"priority\";sf"
                        + " \"x-trace\";bs \"priority\";key=\"u\" \"@query-param\";name=\"a\" \"@authority\" \"@method\")"
                        + ";keyid=\"rx-one/k1\";created=<now>");
        assertThat(answer(request)).isEqualTo("202");
        assertThat(answer(request.edit("X-Trace", String::toUpperCase))).isEqualTo("401 signature-invalid");
        assertThat(answer(request.without("X-Trace"))).isEqualTo("401 signature-invalid");
        assertThat(answer(request.with("X-Trace", "three"))).isEqualTo("401 signature-invalid");
        assertThat(answer(request.edit("Priority", old -> "u=1,i")))
                .as("means the same")
                .isEqualTo("202");
        assertThat(answer(request.edit("Priority", old -> "u=1"))).isEqualTo("401 signature-invalid");
    }

    @Test
    void a_covered_digest_without_a_body_is_that_of_no_bytes() {
        String list = LIST.replace("\"@path\"", "\"@path\" \"content-digest\"");
        String nothing = ContentDigest.of(new byte[0], List.of("sha-256"), CryptoProviders.chosen());
        String something = ContentDigest.of(new byte[1], List.of("sha-256"), CryptoProviders.chosen());
        assertThat(answer(fixture.signedOver(get().with("Content-Digest", nothing), "s", list)))
                .isEqualTo("202");
        assertThat(answer(fixture.signedOver(get().with("Content-Digest", something), "s", list)))
                .isEqualTo("401 digest-mismatch");
        assertThat(answer(fixture.signedOver(get().with("Content-Digest", something), "s", LIST)))
                .as("not covered, not looked at")
                .isEqualTo("202");
    }

    @Test
    void a_query_must_be_covered_even_where_it_is_empty() {
        assertThat(answer(fixture.signedOver(get().target(THINGS + "?"), "s", LIST)))
                .isEqualTo("401 signature-incomplete");
        String parameter = LIST.replace("\"@path\"", "\"@path\" \"@query-param\";name=\"a\"");
        assertThat(answer(fixture.signedOver(get().target(THINGS + "?a=1"), "s", parameter)))
                .isEqualTo("401 signature-incomplete");
    }

    @Test
    void a_nonce_is_taken_once_on_whatever_node_and_by_another_key_again() {
        fixture.addKey("rx-one/k2", SigningAlgorithm.ED25519);
        TestServer other = fixture.node();
        RawRequest first = fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-1"));
        assertThat(answer(first)).isEqualTo("202");
        assertThat(answer(first)).isEqualTo("401 signature-replayed");
        assertThat(first.send(other.port()).code()).isEqualTo("signature-replayed");
        assertThat(answer(fixture.signed("rx-one/k1", "POST", THINGS, "{}", Optional.of("n-1"))))
                .isEqualTo("401 signature-replayed");
        assertThat(answer(fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-2"))))
                .isEqualTo("202");
        assertThat(answer(fixture.signed("rx-one/k2", "GET", THINGS, "", Optional.of("n-1"))))
                .isEqualTo("202");
        assertThat(fixture.posted).hasValue(3);
    }

    @Test
    void only_a_signature_that_verified_spends_its_nonce() {
        RawRequest request = fixture.signed("rx-one/k1", "POST", THINGS, "{}", Optional.of("n-1"));
        assertThat(answer(request.edit("Content-Type", old -> "text/plain"))).isEqualTo("401 signature-invalid");
        assertThat(answer(request.body("[]"))).isEqualTo("401 digest-mismatch");
        assertThat(answer(request)).isEqualTo("202");
    }

    @Test
    void a_nonce_is_remembered_as_long_as_its_request_would_be_accepted() {
        RawRequest first = fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-1"));
        assertThat(answer(first)).isEqualTo("202");
        fixture.clocks.advanceSteady(Duration.ofMinutes(5));
        fixture.seen.sweep(fixture.clocks.steady(), 100).await();
        assertThat(answer(first)).isEqualTo("401 signature-replayed");
        fixture.clocks.advanceSteady(Duration.ofSeconds(1));
        RawRequest second = fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-1"));
        assertThat(answer(second)).isEqualTo("202");
        assertThat(answer(second)).isEqualTo("401 signature-replayed");
    }

    @Test
    void of_many_at_once_with_one_nonce_one_passes() throws Exception {
        RawRequest request = fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-1"));
        assertThat(atOnce(20, () -> answer(request)).stream().filter("202"::equals))
                .hasSize(1);
        assertThat(fixture.posted).hasValue(1);
    }

    @Test
    void sweeping_takes_what_is_over_and_no_more_than_asked() {
        IntStream.range(0, 5)
                .forEach(i -> answer(fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-" + i))));
        fixture.clocks.advanceSteady(Duration.ofSeconds(361));
        answer(fixture.signed("rx-one/k1", "GET", THINGS, "", Optional.of("n-9")));
        assertThat(fixture.seen.sweep(fixture.clocks.steady(), 3).await()).isEqualTo(3);
        assertThat(fixture.seen.sweep(fixture.clocks.steady(), 3).await()).isEqualTo(2);
        assertThat(fixture.seen.sweep(fixture.clocks.steady(), 3).await()).isZero();
        assertThat(fixture.count("seen_request")).isEqualTo(1);
    }

    @Test
    void whoami_tells_a_partner_what_it_is_here() {
        RawRequest.Answer answer = fixture.signed("GET", "/v1/whoami", "").send(node.port());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"partner\":\"rx-one\",\"kid\":\"k1\",\"programs\":[\"b-two\",\"orphan-x\"],"
                        + "\"roles\":[\"specialty_pharmacy\"],\"time\":\"2026-03-11T15:00:00.000Z\"}");
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> all = threads.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> call).toList());
            List<T> answers = new java.util.ArrayList<>();
            for (Future<T> one : all) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
