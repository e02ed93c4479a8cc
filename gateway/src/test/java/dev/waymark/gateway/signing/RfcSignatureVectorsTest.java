package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.crypto.CryptoProviders;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9421, Appendix B.2 and B.3: the bases as printed there, and the signatures by both providers. */
class RfcSignatureVectorsTest {

    private static final String B21 =
            "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"";
    private static final String B22 = "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\")"
            + ";created=1618884473;keyid=\"test-key-rsa-pss\";tag=\"header-example\"";
    private static final String B23 = "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\""
            + " \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"";
    private static final String B24 = "(\"@status\" \"content-type\" \"content-digest\" \"content-length\")"
            + ";created=1618884473;keyid=\"test-key-ecc-p256\"";
    private static final String B25 =
            "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";
    private static final String B26 = "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
            + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    private static final String B3 = "(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\")"
            + ";created=1618884473;keyid=\"test-key-ecc-p256\"";

    private static final SignableMessage REQUEST = RfcMessages.request("example.com");
    private static final SignableMessage BEHIND_PROXY = RfcMessages.request("service.internal.example");

    private static final String B26_SIGNATURE =
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";

    static Stream<Arguments> bases() {
        return Stream.of(
                Arguments.of("B.2.1", B21, REQUEST, ""),
                Arguments.of("B.2.2", B22, REQUEST, """
                        "@authority": example.com
                        "content-digest": %s
                        "@query-param";name="Pet": dog
                        """.formatted(RfcMessages.REQUEST_DIGEST)),
                Arguments.of("B.2.3", B23, REQUEST, """
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@method": POST
                        "@path": /foo
                        "@query": ?param=Value&Pet=dog
                        "@authority": example.com
                        "content-type": application/json
                        "content-digest": %s
                        "content-length": 18
                        """.formatted(RfcMessages.REQUEST_DIGEST)),
                Arguments.of("B.2.4", B24, RfcMessages.answer(), """
                        "@status": 200
                        "content-type": application/json
                        "content-digest": %s
                        "content-length": 23
                        """.formatted(RfcMessages.ANSWER_DIGEST)),
                Arguments.of("B.2.5", B25, REQUEST, """
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@authority": example.com
                        "content-type": application/json
                        """),
                Arguments.of("B.2.6", B26, REQUEST, """
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@method": POST
                        "@path": /foo
                        "@authority": example.com
                        "content-type": application/json
                        "content-length": 18
                        """),
                Arguments.of("B.3", B3, BEHIND_PROXY, """
                        "@path": /foo
                        "@query": ?param=Value&Pet=dog
                        "@method": POST
                        "@authority": service.internal.example
                        "client-cert": %s
                        """.formatted(RfcMessages.CLIENT_CERT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bases")
    void the_base_is_the_printed_one(String section, String innerList, SignableMessage message, String lines) {
        SignatureBase base = SignatureBase.of(RfcMessages.input(innerList), message);
        assertThat(base.absent()).isEmpty();
        assertThat(base.text()).isEqualTo(lines + "\"@signature-params\": " + innerList);
    }

    static Stream<Arguments> signatures() {
        return Stream.of(CryptoProviders.chosen(), CryptoProviders.bouncyCastle())
                .flatMap(crypto -> Stream.of(
                        Arguments.of("B.2.1", crypto, RfcMessages.RSA_PSS, B21, REQUEST, SIGNATURE_B21),
                        Arguments.of("B.2.2", crypto, RfcMessages.RSA_PSS, B22, REQUEST, SIGNATURE_B22),
                        Arguments.of("B.2.3", crypto, RfcMessages.RSA_PSS, B23, REQUEST, SIGNATURE_B23),
                        Arguments.of("B.2.4", crypto, RfcMessages.P256, B24, RfcMessages.answer(), SIGNATURE_B24),
                        Arguments.of("B.2.6", crypto, RfcMessages.ED25519, B26, REQUEST, B26_SIGNATURE),
                        Arguments.of("B.3", crypto, RfcMessages.P256, B3, BEHIND_PROXY, SIGNATURE_B3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void the_signature_verifies_and_no_other_does(
            String section,
            CryptoProviders crypto,
            JsonObject jwk,
            String innerList,
            SignableMessage message,
            String base64) {
        PartnerKey key = PartnerKey.parse(jwk, crypto);
        byte[] base = SignatureBase.of(RfcMessages.input(innerList), message).bytes();
        byte[] signature = Base64.getDecoder().decode(base64);
        assertThat(key.verifies(crypto, base, signature)).isTrue();

        base[base.length - 2] ^= 1;
        assertThat(key.verifies(crypto, base, signature)).isFalse();
        base[base.length - 2] ^= 1;
        signature[signature.length / 2] ^= 1;
        assertThat(key.verifies(crypto, base, signature)).isFalse();
        assertThat(key.verifies(crypto, base, new byte[0])).isFalse();
        assertThat(key.verifies(crypto, base, new byte[signature.length])).isFalse();
        assertThat(key.verifies(crypto, base, new byte[signature.length + 1])).isFalse();
    }

    @Test
    void an_ed25519_signature_is_made_as_printed() {
        for (CryptoProviders crypto :
                new CryptoProviders[] {CryptoProviders.chosen(), CryptoProviders.bouncyCastle()}) {
            SigningKey key = SigningKey.parse(RfcMessages.ED25519_PRIVATE, crypto, new SecureRandom());
            byte[] signature =
                    key.sign(SignatureBase.of(RfcMessages.input(B26), REQUEST).bytes());
            assertThat(Base64.getEncoder().encodeToString(signature)).isEqualTo(B26_SIGNATURE);
        }
    }

    @Test
    void the_base_of_the_symmetric_example_gives_its_mac() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RfcMessages.SHARED_SECRET, "HmacSHA256"));
        byte[] base = SignatureBase.of(RfcMessages.input(B25), REQUEST).bytes();
        assertThat(Base64.getEncoder().encodeToString(mac.doFinal(base)))
                .isEqualTo("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
    }

    private static final String SIGNATURE_B21 =
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA"
                    + "7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O"
                    + "6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8I"
                    + "U1bLhdxO5Nyt8C8ssinQ98Xw9Q==";
    private static final String SIGNATURE_B22 =
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+EC"
                    + "xCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh6"
                    + "2s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0"
                    + "aaUEb0rQl3/XaVe4bXTugEjHSw==";
    private static final String SIGNATURE_B23 =
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38"
                    + "K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o"
                    + "/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyo"
                    + "EZAFL2FUo5fTIztsDZKEgM4cUA==";
    private static final String SIGNATURE_B24 =
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==";
    private static final String SIGNATURE_B3 =
            "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==";
}
