package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever arrives, the readers answer in their own words: they take it or refuse it, and nothing else escapes. */
class SignaturePropertiesTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.chosen();
    private static final String INPUT = "sig=(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"x\";key=\"a\")"
            + ";created=1618884473;expires=1618884500;keyid=\"rx-one/k\";nonce=\"n\";alg=\"ed25519\";tag=\"waymark\"";
    private static final String SIGNATURE = "sig=:d2F5bWFyaw==:";

    @Property(tries = 2000)
    void any_text_as_signature_input_is_read_or_malformed(@ForAll @StringLength(max = 200) String text) {
        selectOrRefuse(text, SIGNATURE);
        selectOrRefuse(INPUT, text);
    }

    @Property(tries = 2000)
    void a_signature_input_with_one_character_changed_is_read_or_malformed(
            @ForAll @IntRange(max = 300) int at, @ForAll char c) {
        int place = at % INPUT.length();
        selectOrRefuse(INPUT.substring(0, place) + c + INPUT.substring(place + 1), SIGNATURE);
        selectOrRefuse(INPUT.substring(0, place) + INPUT.substring(place + 1), SIGNATURE);
        selectOrRefuse(INPUT.substring(0, place), SIGNATURE);
    }

    private static void selectOrRefuse(String input, String signature) {
        try {
            SignatureInput read = SignatureInput.select(List.of(input), List.of(signature));
            SignatureBase.of(read, RfcMessages.request("example.com"));
        } catch (SignatureMalformed refused) {
            assertThat(refused.detail()).isNotBlank();
        }
    }

    @Property(tries = 1000)
    void what_was_read_is_written_the_same(@ForAll("innerLists") String innerList) {
        assertThat(RfcMessages.input(innerList).serialized()).isEqualTo(innerList);
    }

    @Provide
    Arbitrary<String> innerLists() {
        Arbitrary<List<String>> names = Arbitraries.of(
                        "@method", "@path", "@query", "@authority", "content-type", "x-a")
                .list()
                .uniqueElements()
                .ofMaxSize(6);
        Arbitrary<String> keyIds = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(30);
        return Combinators.combine(names, Arbitraries.longs().between(0, 999_999_999_999L), keyIds)
                .as((components, created, keyId) -> "("
                        + String.join(
                                " ",
                                components.stream()
                                        .map(name -> "\"" + name + "\"")
                                        .toList())
                        + ");created=" + created + ";keyid=\""
                        + keyId.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    @Property(tries = 1000)
    void no_value_of_a_field_makes_a_line_of_its_own(@ForAll @StringLength(max = 60) String value) {
        SignableRequest request = RfcMessages.request("https", "a", "/", Map.of("x", value));
        SignatureBase base = SignatureBase.of(RfcMessages.input("(\"x\")"), request);
        assertThat(base.text().lines().count() + base.absent().size()).isEqualTo(2);
    }

    @Property(tries = 2000)
    void any_content_digest_is_compared_or_a_mismatch(@ForAll @StringLength(max = 120) String text) {
        assertThat(ContentDigest.compare(List.of(text), new byte[] {1}, CRYPTO).matches())
                .isFalse();
    }

    @Property(tries = 500)
    void any_body_fits_its_own_digest_and_no_longer_with_one_bit_changed(
            @ForAll byte[] body, @ForAll @IntRange(max = 1_000_000) int at) {
        List<String> lines = List.of(ContentDigest.of(body, List.of("sha-256", "sha-512"), CRYPTO));
        assertThat(ContentDigest.compare(lines, body, CRYPTO).matches()).isTrue();
        if (body.length > 0) {
            body[at % body.length] ^= (byte) (1 << (at % 8));
            assertThat(ContentDigest.compare(lines, body, CRYPTO).matches()).isFalse();
        }
    }

    @Property(tries = 1000)
    void any_query_is_read(@ForAll @StringLength(max = 80) String query, @ForAll @StringLength(max = 10) String name) {
        QueryParameters.value(query, name)
                .ifPresent(value -> assertThat(value).matches("(?:[A-Za-z0-9*\\-._]|%[0-9A-F]{2})*"));
    }

    @Property(tries = 1000)
    void any_jwk_is_taken_or_refused(@ForAll("jwks") JsonObject jwk) {
        try {
            assertThat(PartnerKey.parse(jwk, CRYPTO).kid()).isNotEmpty();
        } catch (JwkRefused refused) {
            assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(200);
        }
    }

    @Provide
    Arbitrary<JsonObject> jwks() {
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.of("OKP", "EC", "RSA", "oct", "Ed25519", "P-256", "sig", "AQAB", "", "k")
                        .map(v -> (Object) v),
                Arbitraries.strings().ofMaxLength(50).map(v -> (Object) v),
                Arbitraries.integers().map(v -> (Object) v),
                Arbitraries.just(new JsonObject().put("a", 1)).map(v -> (Object) v));
        Arbitrary<JsonObject> bases =
                Arbitraries.of(RfcMessages.ED25519, RfcMessages.P256, RfcMessages.RSA_PSS, new JsonObject());
        Arbitrary<String> members = Arbitraries.of(
                "kty", "crv", "kid", "use", "key_ops", "alg", "nbf", "exp", "x", "y", "n", "e", "d", "x5c", "other");
        return Combinators.combine(bases, members, values)
                .as((base, member, value) -> base.copy().put(member, value));
    }
}
