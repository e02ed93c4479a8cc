package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens of hundreds of kilobytes: the header alone says whether the rest is worth reading. */
class LongJoseRequestTest extends OnJoseRequests {

    private static final String LONG =
            new JsonObject().put("a", "b".repeat(300_000)).encode();
    private static final String NO_BASE64 = ".".concat("%".repeat(300_000)).concat(".AAAA");

    @Test
    void a_long_jws_passes_sealed_or_not_and_its_answer_is_signed_where_that_is_asked_for() {
        String token = jose.jws(jose.header("POST", ECHO), LONG);
        for (String body : List.of(token, jose.jwe(token))) {
            RawRequest request = JoseRequests.request("POST", ECHO, body);
            assertThat(request.send(node.port()).json().getString("body")).isEqualTo(LONG);
            RawRequest asking = request.with("Accept-Signature", "a=()");
            assertThat(told(asking)).isEqualTo("401 digest-mismatch");
            assertThat(told(JoseRequests.withDigest(asking))).isEqualTo("200");
        }
    }

    @Test
    void a_long_token_that_names_no_key_is_refused_by_its_header_whatever_follows() {
        assertThat(told(token(jose.header("POST", ECHO).put("kid", "rx-one/none"), NO_BASE64)))
                .isEqualTo("401 key-unknown");
        assertThat(told(token(jose.header("POST", ECHO).put("kid", "nobody/k1"), NO_BASE64)))
                .isEqualTo("401 key-unknown");
        assertThat(told(token(jose.header("POST", ECHO).put("htm", "PUT"), NO_BASE64)))
                .isEqualTo("401 signature-invalid");
        assertThat(told(token(
                        new JsonObject()
                                .put("alg", "ECDH-ES+A256KW")
                                .put("enc", "A256GCM")
                                .put("kid", "x"),
                        NO_BASE64)))
                .isEqualTo("401 signature-malformed");
    }

    @Test
    void a_long_token_that_names_one_is_read_to_its_end_and_refused_for_what_is_there() {
        JsonObject header = jose.header("POST", ECHO);
        assertThat(told(token(header, NO_BASE64))).isEqualTo("401 signature-malformed");
        assertThat(told(token(header, NO_BASE64 + "." + "A".repeat(9)))).isEqualTo("401 signature-malformed");
        assertThat(told(token(header, "." + encoded(LONG) + "." + "A".repeat(86))))
                .isEqualTo("401 signature-invalid");
        assertThat(told(token(header.copy().put("alg", "none"), "." + encoded(LONG) + ".")))
                .isEqualTo("401 signature-invalid");
    }

    @Test
    void a_header_has_eight_kilobytes_at_most() {
        JsonObject fits = jose.header("POST", ECHO).put("more", "m".repeat(7_900));
        assertThat(told(JoseRequests.request("POST", ECHO, jose.jws(fits, JoseRequests.PAYLOAD))))
                .isEqualTo("200");
        assertThat(told(JoseRequests.request("POST", ECHO, jose.jws(fits, LONG))))
                .isEqualTo("200");
        JsonObject tooMuch = jose.header("POST", ECHO).put("more", "m".repeat(8_200));
        assertThat(told(JoseRequests.request("POST", ECHO, jose.jws(tooMuch, JoseRequests.PAYLOAD))))
                .isEqualTo("401 signature-malformed");
        assertThat(told(JoseRequests.request("POST", ECHO, jose.jws(tooMuch, LONG))))
                .isEqualTo("401 signature-malformed");
        assertThat(told(JoseRequests.request("POST", ECHO, "e30".repeat(100_000))))
                .isEqualTo("401 signature-malformed");
    }

    private static RawRequest token(JsonObject header, String rest) {
        return JoseRequests.request("POST", ECHO, encoded(header.encode()) + rest);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
