package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every header of a JOSE request that is refused. */
class JoseHeadersRefusedTest extends OnJoseRequests {

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

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("headers")
    void a_header_that_is_not_as_it_must_be_is_refused_and_unchanged_it_passes(
            String what, String code, Consumer<JsonObject> change) {
        fixture.keys.put("rx-one/gone", new KeyDirectory.Revoked());
        assertThat(told(unchanged())).isEqualTo("200");
        assertThat(told(jose.post(change))).isEqualTo("401 " + code);
        assertThat(fixture.posted).hasValue(1);
    }
}
