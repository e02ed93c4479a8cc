package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a token that is refused. */
class JoseTokensRefusedTest extends OnJoseRequests {

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
                        jose.header("POST", ECHO).put("alg", "HS256"),
                        JoseRequests.PAYLOAD,
                        JoseTokensRefusedTest::hmac)),
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
}
