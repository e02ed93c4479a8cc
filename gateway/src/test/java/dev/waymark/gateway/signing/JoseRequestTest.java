package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.Jws;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoseRequestTest extends OnJoseRequests {

    @Test
    void the_payload_of_a_jws_goes_on_as_the_body_under_its_own_media_type() {
        JsonObject answer = unchanged().send(node.port()).json();
        assertThat(answer.getString("type")).isEqualTo("application/json");
        assertThat(answer.getString("body")).isEqualTo(JoseRequests.PAYLOAD);
        assertThat(jose.post(header -> header.put("cty", "application/cloudevents+json; charset=utf-8"))
                        .send(node.port())
                        .json()
                        .getString("type"))
                .isEqualTo("application/cloudevents+json");
        assertThat(told(jose.post(header -> header.put("cty", "text/plain")))).isEqualTo("415 media-type");
    }

    @Test
    void the_payload_of_a_jws_in_a_jwe_does_too() {
        RawRequest request = JoseRequests.request("POST", ECHO, jose.jwe(jws()));
        assertThat(request.send(node.port()).json().getString("body")).isEqualTo(JoseRequests.PAYLOAD);
    }

    @ParameterizedTest
    @CsvSource({
        "ED25519,Ed25519",
        "ED25519,EdDSA",
        "ECDSA_P256_SHA256,ES256",
        "ECDSA_P384_SHA384,ES384",
        "RSA_PSS_SHA512,PS256"
    })
    void each_algorithm_passes_with_either_provider_under_its_own_kind_of_key_alone(
            SigningAlgorithm algorithm, String alg) {
        fixture.addKey("rx-one/k2", algorithm);
        JsonObject privateJwk = fixture.privateKey("rx-one/k2");
        JsonObject header = jose.header("POST", ECHO).put("kid", "rx-one/k2").put("alg", alg);
        String token = Jws.sign(
                header,
                JoseRequests.PAYLOAD.getBytes(UTF_8),
                JwkReader.privateKey(privateJwk, algorithm, CryptoProviders.chosen()),
                CryptoProviders.chosen(),
                fixture.random);
        RawRequest request = JoseRequests.request("POST", ECHO, token);
        assertThat(told(request)).isEqualTo("200");
        assertThat(request.send(fixture.node(CryptoProviders.bouncyCastle()).port())
                        .status())
                .isEqualTo(200);
        assertThat(told(jose.post(changed -> changed.put("alg", alg))))
                .isEqualTo(algorithm == SigningAlgorithm.ED25519 ? "200" : "401 signature-invalid");
    }

    @Test
    void parameters_that_are_known_may_be_critical_and_others_are_passed_over() {
        assertThat(told(jose.post(header -> header.put("crit", list("iat", "htm", "htu", "jti"))
                        .put("jti", "j-1")
                        .put("typ", "whatever"))))
                .isEqualTo("200");
        assertThat(told(jose.post(header -> header.put("htu", "HTTPS://Gateway.Example:443/v1/echo"))))
                .isEqualTo("200");
    }

    @Test
    void a_jti_is_taken_once_on_whatever_node_and_is_one_with_the_nonce() {
        RawRequest request = jose.post(header -> header.put("jti", "n-1"));
        assertThat(told(request)).isEqualTo("200");
        assertThat(told(request)).isEqualTo("401 signature-replayed");
        assertThat(request.send(fixture.node().port()).code()).isEqualTo("signature-replayed");
        assertThat(told(jose.post(header -> header.put("jti", "n-2")))).isEqualTo("200");
        RawRequest http = fixture.signed("rx-one/k1", "POST", ECHO, "{}", Optional.of("n-2"));
        assertThat(told(http)).isEqualTo("401 signature-replayed");
        assertThat(fixture.posted).hasValue(2);
    }

    @Test
    void a_put_without_jti_is_answered_the_same_again_by_its_signing_input_sealed_or_not() {
        String token = jose.jws(jose.header("PUT", "/v1/effect"), "{}");
        RawRequest.Answer first =
                JoseRequests.request("PUT", "/v1/effect", token).send(node.port());
        RawRequest.Answer again =
                JoseRequests.request("PUT", "/v1/effect", jose.jwe(token)).send(node.port());
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(fixture.count("effect")).isEqualTo(1);
        fixture.clocks.advanceSteady(Duration.ofSeconds(1));
        String anew = jose.jws(jose.header("PUT", "/v1/effect"), "{}");
        JoseRequests.request("PUT", "/v1/effect", anew).send(node.port());
        assertThat(fixture.count("effect")).isEqualTo(2);
    }

    @Test
    void a_query_another_host_or_a_content_encoding_is_refused() {
        assertThat(told(unchanged().target(ECHO + "?a=b"))).isEqualTo("401 signature-incomplete");
        assertThat(told(unchanged().edit("Host", host -> "elsewhere.example"))).isEqualTo("421 wrong-authority");
        assertThat(told(unchanged().with("Content-Encoding", "gzip"))).isEqualTo("415 media-type");
    }

    @Test
    void an_http_signature_beside_it_is_not_looked_at_and_other_methods_need_one() {
        assertThat(told(unchanged().with("Signature-Input", "x=()").with("Signature", "x=:AA==:")))
                .isEqualTo("200");
        assertThat(told(unchanged().method("DELETE"))).isEqualTo("401 signature-missing");
    }

    @Test
    void a_signed_answer_covers_the_digest_of_the_token() throws Exception {
        for (String token : List.of(jws(), jose.jwe(jws()))) {
            RawRequest request = JoseRequests.withDigest(JoseRequests.request("POST", ECHO, token))
                    .with("Accept-Signature", "a=()");
            AnswerProof proof = new AnswerProof(request, request.send(node.port()));
            assertThat(proof.covered())
                    .containsExactly(
                            "\"@status\"",
                            "\"content-digest\"",
                            "\"content-type\"",
                            "\"@method\";req",
                            "\"@authority\";req",
                            "\"@path\";req",
                            "\"content-digest\";req");
            assertThat(proof.holds(fixture.gatewayKeys.jwks())).isTrue();
        }
    }

    @Test
    void a_signed_answer_needs_a_digest_that_fits() {
        assertThat(told(unchanged().with("Accept-Signature", "a=()"))).isEqualTo("401 digest-mismatch");
        RawRequest other = JoseRequests.withDigest(unchanged().body("x"));
        assertThat(told(other.body(jws()).with("Accept-Signature", "a=()"))).isEqualTo("401 digest-mismatch");
        assertThat(told(other.body(jws()))).as("not asked for, not looked at").isEqualTo("200");
    }

    @Test
    void a_key_that_its_partner_publishes_is_looked_for() {
        fixture.lookedFurther.set(0);
        told(jose.post(header -> header.put("kid", "rx-one/k9")));
        assertThat(fixture.lookedFurther).hasValue(1);
    }
}
