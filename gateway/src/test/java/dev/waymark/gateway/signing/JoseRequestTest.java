package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.jose.Jws;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JoseRequestTest {

    private static final String ECHO = "/v1/echo";

    @TempDir
    private static Path keys;

    private static SigningFixture fixture;
    private static TestServer node;
    private static JoseRequests jose;

    @BeforeAll
    static void start() {
        fixture = new SigningFixture(keys);
        node = fixture.node();
        jose = new JoseRequests(fixture);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void reset() {
        fixture.reset();
    }

    private static String told(RawRequest request) {
        RawRequest.Answer answer = request.send(node.port());
        return answer.status() < 400 ? "" + answer.status() : answer.status() + " " + answer.code();
    }

    private static RawRequest unchanged() {
        return jose.post(header -> {});
    }

    private static String jws() {
        return jose.jws(jose.header("POST", ECHO), JoseRequests.PAYLOAD);
    }

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

    static Stream<Arguments> headers() {
        JsonObject k1 = new JsonObject().put("kty", "OKP").put("crv", "Ed25519").put("x", "AAAA");
        long now = ManualClocks.START.getEpochSecond();
        return Stream.of(
                changed("another path", "signature-invalid", h -> h.put("htu", "https://gateway.example/v1/things")),
                changed("another host", "signature-invalid", h -> h.put("htu", "https://elsewhere.example/v1/echo")),
                changed("another scheme", "signature-invalid", h -> h.put("htu", "http://gateway.example/v1/echo")),
                changed(
                        "htu with a query",
                        "signature-invalid",
                        h -> h.put("htu", "https://gateway.example/v1/echo?a")),
                changed("htu that is no URI", "signature-invalid", h -> h.put("htu", "/v1/echo")),
                changed("another method", "signature-invalid", h -> h.put("htm", "PUT")),
                changed("method in small letters", "signature-invalid", h -> h.put("htm", "post")),
                changed("alg none", "signature-invalid", h -> h.put("alg", "none")),
                changed("alg HS256", "signature-invalid", h -> h.put("alg", "HS256")),
                changed("alg of another key", "signature-invalid", h -> h.put("alg", "ES256")),
                changed("alg unheard of", "signature-invalid", h -> h.put("alg", "Ed448")),
                changed("embedded jwk", "signature-invalid", h -> h.put("jwk", k1)),
                changed("jku", "signature-invalid", h -> h.put("jku", "https://rx-one.example/jwks")),
                changed("x5c", "signature-invalid", h -> h.put("x5c", new JsonArray().add("AAAA"))),
                changed("x5u", "signature-invalid", h -> h.put("x5u", "https://rx-one.example/cert")),
                changed("unknown crit", "signature-invalid", h -> h.put("crit", list("exp"))
                        .put("exp", 1)),
                changed("crit that is not there", "signature-invalid", h -> h.put("crit", list("jti"))),
                changed("empty crit", "signature-invalid", h -> h.put("crit", list())),
                changed("b64 false", "signature-invalid", h -> h.put("b64", false)
                        .put("crit", list("b64"))),
                changed("zip", "signature-invalid", h -> h.put("zip", "DEF")),
                changed("no kid", "signature-incomplete", h -> h.remove("kid")),
                changed("no iat", "signature-incomplete", h -> h.remove("iat")),
                changed("no htm", "signature-incomplete", h -> h.remove("htm")),
                changed("no htu", "signature-incomplete", h -> h.remove("htu")),
                changed("no cty", "signature-incomplete", h -> h.remove("cty")),
                changed("kid of nobody", "key-unknown", h -> h.put("kid", "rx-one/k9")),
                changed("kid of no form", "key-unknown", h -> h.put("kid", "k1")),
                changed("revoked", "key-revoked", h -> h.put("kid", "rx-one/gone")),
                changed("iat too old", "signature-expired", h -> h.put("iat", now - 301)),
                changed("iat too new", "signature-expired", h -> h.put("iat", now + 301)),
                changed("iat beyond counting", "signature-expired", h -> h.put("iat", Long.MIN_VALUE)),
                changed("iat as text", "signature-malformed", h -> h.put("iat", "" + now)),
                changed("jti as number", "signature-malformed", h -> h.put("jti", 7)),
                changed("a JWS of JOSE", "signature-malformed", h -> h.put("cty", "JOSE")));
    }

    private static Arguments changed(String what, String code, Consumer<JsonObject> change) {
        return Arguments.of(what, code, change);
    }

    private static JsonArray list(String... names) {
        return new JsonArray(List.of((Object[]) names));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("headers")
    void a_header_that_is_not_as_it_must_be_is_refused_and_unchanged_it_passes(
            String what, String code, Consumer<JsonObject> change) {
        fixture.keys.put("rx-one/gone", new KeyDirectory.Revoked());
        assertThat(told(unchanged())).isEqualTo("200");
        assertThat(told(jose.post(change))).isEqualTo("401 " + code);
        assertThat(fixture.posted).hasValue(1);
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of("a changed payload", "signature-invalid", (Make) () -> {
                    String[] parts = jws().split("\\.", -1);
                    return parts[0] + "." + JoseRequests.base64("{}".getBytes(UTF_8)) + "." + parts[2];
                }),
                Arguments.of("a changed signature", "signature-invalid", (Make) () -> {
                    String[] parts = jws().split("\\.", -1);
                    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
                    signature[5] ^= 1;
                    return parts[0] + "." + parts[1] + "." + JoseRequests.base64(signature);
                }),
                Arguments.of("an HMAC with the public key", "signature-invalid", (Make) () -> JoseRequests.jws(
                        jose.header("POST", ECHO).put("alg", "HS256"), JoseRequests.PAYLOAD, JoseRequestTest::hmac)),
                Arguments.of("no signature under alg none", "signature-invalid", (Make) () -> JoseRequests.jws(
                        jose.header("POST", ECHO).put("alg", "none"), JoseRequests.PAYLOAD, data -> new byte[0])),
                Arguments.of("a detached payload", "signature-malformed", (Make)
                        () -> jose.jws(jose.header("POST", ECHO), "")),
                Arguments.of("a member twice", "signature-malformed", (Make) () -> {
                    String[] parts = jws().split("\\.", -1);
                    String twice = "{\"alg\":\"none\","
                            + new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8).substring(1);
                    return JoseRequests.base64(twice.getBytes(UTF_8)) + "." + parts[1] + "." + parts[2];
                }),
                Arguments.of("a line end", "signature-malformed", (Make) () -> jws() + "\n"),
                Arguments.of("padding", "signature-malformed", (Make) () -> jws() + "="),
                Arguments.of("no token at all", "signature-malformed", (Make) () -> "{}"),
                Arguments.of("the JSON serialization", "signature-malformed", (Make)
                        () -> "{\"payload\":\"" + jws() + "\"}"),
                Arguments.of("an unsigned JWE", "signature-missing", (Make)
                        () -> jose.jwe(JoseRequests.PAYLOAD, header -> header.contentType("json"))),
                Arguments.of("an unsigned JWE that says jose", "signature-missing", (Make)
                        () -> jose.jwe(JoseRequests.PAYLOAD)),
                Arguments.of("a JWE without cty", "signature-missing", (Make)
                        () -> jose.jwe(jws(), header -> header.contentType(null))),
                Arguments.of("a JWE to nobody's kid", "signature-malformed", (Make)
                        () -> jose.jwe(jws(), header -> header.keyID("other"))),
                Arguments.of("a JWE without kid", "signature-incomplete", (Make)
                        () -> jose.jwe(jws(), header -> header.keyID(null))),
                Arguments.of("a JWE in a JWE", "signature-malformed", (Make) () -> jose.jwe(jose.jwe(jws()))),
                Arguments.of("a JWE with zip", "signature-malformed", (Make)
                        () -> jose.jwe(jws(), header -> header.compressionAlgorithm(CompressionAlgorithm.DEF))),
                Arguments.of("a JWE with another alg", "signature-malformed", (Make) () ->
                        jose.jwe(jws(), header -> new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                                .keyID(jose.encryptionKey().getString("kid"))
                                .contentType("jose"))),
                Arguments.of("a JWE with another enc", "signature-malformed", (Make) () -> jose.jwe(
                        jws(), header -> new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A128GCM)
                                .keyID(jose.encryptionKey().getString("kid"))
                                .contentType("jose"))),
                Arguments.of("a JWE that points to a key", "signature-invalid", (Make)
                        () -> jose.jwe(jws(), header -> header.jwkURL(URI.create("https://rx-one.example/")))),
                Arguments.of("a JWE with a changed byte", "signature-malformed", (Make) () -> {
                    String[] parts = jose.jwe(jws()).split("\\.", -1);
                    byte[] tag = Base64.getUrlDecoder().decode(parts[4]);
                    tag[0] ^= 1;
                    parts[4] = JoseRequests.base64(tag);
                    return String.join(".", parts);
                }));
    }

    @FunctionalInterface
    interface Make {
        String token();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("tokens")
    void a_token_that_is_not_as_it_must_be_is_refused_and_unchanged_it_passes(String what, String code, Make make) {
        assertThat(told(JoseRequests.request("POST", ECHO, jose.jwe(jws())))).isEqualTo("200");
        assertThat(told(JoseRequests.request("POST", ECHO, make.token()))).isEqualTo("401 " + code);
        assertThat(fixture.posted).hasValue(1);
    }

    private static byte[] hmac(byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] x = Base64.getUrlDecoder()
                    .decode(fixture.privateKey("rx-one/k1").getString("x"));
            mac.init(new SecretKeySpec(x, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
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
