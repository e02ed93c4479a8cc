package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9530 with the digests that it prints. */
class ContentDigestTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.chosen();
    private static final byte[] HELLO = "{\"hello\": \"world\"}".getBytes(UTF_8);
    private static final String SHA256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    private static final String SHA512 = RfcMessages.REQUEST_DIGEST;

    private static ContentDigest.Comparison compare(byte[] body, String... lines) {
        return ContentDigest.compare(List.of(lines), body, CRYPTO);
    }

    @Test
    void digests_are_those_printed() {
        assertThat(ContentDigest.of(HELLO, List.of("sha-256"), CRYPTO)).isEqualTo(SHA256);
        assertThat(ContentDigest.of(HELLO, List.of("sha-512"), CRYPTO)).isEqualTo(SHA512);
        assertThat(ContentDigest.of("{\"message\": \"good dog\"}".getBytes(UTF_8), List.of("sha-512"), CRYPTO))
                .isEqualTo(RfcMessages.ANSWER_DIGEST);
        assertThat(ContentDigest.of(HELLO, List.of("sha-512"), CryptoProviders.bouncyCastle()))
                .isEqualTo(SHA512);
    }

    /** RFC 9530, appendix B: with a line feed at the end, without content, and a part. */
    @ParameterizedTest
    @CsvSource({
        "7b2268656c6c6f223a2022776f726c64227d0a, RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=",
        "'', 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "22776f726c64227d0a, jjcgBDWNAtbYUXI37CVG3gRuGOAjaaDRGpIUFsdyepQ="
    })
    void the_examples_of_the_rfc_have_the_digests_that_it_prints(String hex, String base64) {
        byte[] content = HexFormat.of().parseHex(hex);
        String printed = "sha-256=:" + base64 + ":";
        assertThat(ContentDigest.of(content, List.of("sha-256"), CRYPTO)).isEqualTo(printed);
        assertThat(compare(content, printed).matches()).isTrue();
    }

    @Test
    void one_or_both_may_be_given_on_one_line_or_two() {
        assertThat(compare(HELLO, SHA256).matches()).isTrue();
        assertThat(compare(HELLO, SHA512).matches()).isTrue();
        assertThat(compare(HELLO, SHA256 + ", " + SHA512).matches()).isTrue();
        assertThat(compare(HELLO, SHA256, SHA512).matches()).isTrue();
    }

    @Test
    void of_two_both_must_fit() {
        String wrong = SHA256.replace("X48", "X49");
        ContentDigest.Comparison comparison = compare(HELLO, wrong + ", " + SHA512);
        assertThat(comparison.matches()).isFalse();
        assertThat(comparison.detail()).startsWith("sha-256 differs");
        assertThat(comparison.field()).isEqualTo(SHA256 + ", " + SHA512);
    }

    @Test
    void other_algorithms_are_not_looked_at() {
        assertThat(compare(HELLO, "md5=:AAAA:, unixsum=1, " + SHA256).matches()).isTrue();
        assertThat(compare(HELLO, "md5=:Sd/dVLAcvNLSq16eXua5uQ==:").matches()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256",
                "sha-256=X48",
                "sha-256=\"X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=\"",
                "sha-256=::",
                "sha-256=:X48E:",
                "SHA-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
                "sha-256=(:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:)",
                ":X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
            })
    void whatever_else_is_a_mismatch_with_the_digest_computed(String line) {
        ContentDigest.Comparison comparison = compare(HELLO, line);
        assertThat(comparison.matches()).isFalse();
        assertThat(comparison.field()).isEqualTo(SHA256);
    }

    @Test
    void no_field_is_a_mismatch() {
        assertThat(compare(HELLO).matches()).isFalse();
    }
}
