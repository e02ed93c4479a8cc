package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerKeyTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.chosen();

    private static PartnerKey parse(JsonObject jwk) {
        return PartnerKey.parse(jwk, CRYPTO);
    }

    private static void refused(JsonObject jwk, String because) {
        for (CryptoProviders crypto : new CryptoProviders[] {CRYPTO, CryptoProviders.bouncyCastle()}) {
            assertThatThrownBy(() -> PartnerKey.parse(jwk, crypto))
                    .isInstanceOf(JwkRefused.class)
                    .hasMessageContaining(because);
        }
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void the_public_half_of_a_generated_pair_is_taken_and_the_private_is_not(SigningAlgorithm algorithm) {
        KeyPairs.JwkPair pair = new KeyPairs(CRYPTO, new SecureRandom()).generate(algorithm, "2026-11");
        PartnerKey key = parse(pair.publicJwk());
        assertThat(key.algorithm()).isEqualTo(algorithm);
        assertThat(key.kid()).isEqualTo("2026-11");
        refused(pair.privateJwk(), "private key");
        assertThat(pair.toString()).doesNotContain(pair.privateJwk().getString("d"));
    }

    @Test
    void a_symmetric_key_is_refused() {
        refused(new JsonObject().put("kty", "oct").put("kid", "k").put("k", "AAAA"), "symmetric");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "use, enc, use",
                "alg, ES256, alg",
                "alg, none, alg",
                "alg, HS256, alg",
                "kid, null, kid",
                "kid, '', kid",
                "kid, a/b, kid",
                "kid, a b, kid",
                "kty, null, kty",
                "kty, EC, kty",
                "kty, AKP, kty",
                "crv, null, kty",
                "crv, X25519, kty",
                "crv, Ed448, kty",
                "crv, secp256k1, kty",
                "x, AAAA, x",
                "x, null, OKP",
                "x, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, x",
                "x, AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, x",
                "nbf, soon, nbf"
            })
    void a_key_that_may_not_or_cannot_verify_is_refused(String member, String value, String because) {
        JsonObject jwk = RfcMessages.ED25519.copy();
        if (value == null) {
            jwk.remove(member);
        } else {
            jwk.put(member, value);
        }
        refused(jwk, because);
    }

    @Test
    void a_kid_has_at_most_128_characters() {
        assertThat(parse(RfcMessages.ED25519.copy().put("kid", "k".repeat(128))).kid())
                .hasSize(128);
        refused(RfcMessages.ED25519.copy().put("kid", "k".repeat(129)), "kid");
    }

    @Test
    void key_ops_must_contain_verify() {
        assertThat(parse(RfcMessages.ED25519.copy().put("key_ops", new JsonArray().add("verify"))))
                .isNotNull();
        refused(RfcMessages.ED25519.copy().put("key_ops", new JsonArray().add("encrypt")), "key_ops");
        refused(RfcMessages.ED25519.copy().put("key_ops", new JsonArray()), "key_ops");
        refused(RfcMessages.ED25519.copy().put("key_ops", "verify"), "key_ops");
    }

    @Test
    void an_rsa_key_under_2048_bits_is_refused() {
        refused(rsaOfBits(2047), "2048");
        refused(rsaOfBits(1024), "2048");
        refused(rsaOfBits(16_385), "2048");
    }

    private static JsonObject rsaOfBits(int bits) {
        java.math.BigInteger n = java.math.BigInteger.ONE.shiftLeft(bits - 1).add(java.math.BigInteger.ONE);
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", "k")
                .put("e", "AQAB")
                .put("n", com.nimbusds.jose.util.Base64URL.encode(n).toString());
    }

    @Test
    void a_point_that_is_not_on_its_curve_is_refused() {
        refused(RfcMessages.P256.copy().put("y", RfcMessages.P256.getString("x")), "EC");
        refused(RfcMessages.P256.copy().put("crv", "P-384"), "EC");
        refused(RfcMessages.P256.copy().put("crv", "P-521"), "kty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "PS512"})
    void an_rsa_key_may_name_either_of_its_uses(String alg) {
        assertThat(parse(RfcMessages.RSA_PSS.copy().put("alg", alg)).algorithm())
                .isEqualTo(SigningAlgorithm.RSA_PSS_SHA512);
    }

    @Test
    void an_rsa_key_for_the_older_padding_is_refused() {
        refused(RfcMessages.RSA_PSS.copy().put("alg", "RS256"), "alg");
    }

    @Test
    void members_that_are_not_known_are_ignored_and_not_kept() {
        PartnerKey key =
                parse(RfcMessages.ED25519.copy().put("x5u", "http://127.0.0.1/").put("remark", "x"));
        assertThat(key.jwk()).isEqualTo(RfcMessages.ED25519);
    }

    @Test
    void nbf_and_exp_bound_the_time_of_a_key() {
        PartnerKey key = parse(RfcMessages.ED25519.copy().put("nbf", 1_000).put("exp", 2_000));
        assertThat(key.isInForceAt(Instant.ofEpochSecond(999))).isFalse();
        assertThat(key.isInForceAt(Instant.ofEpochSecond(1_000))).isTrue();
        assertThat(key.isInForceAt(Instant.ofEpochSecond(1_999))).isTrue();
        assertThat(key.isInForceAt(Instant.ofEpochSecond(2_000))).isFalse();
    }
}
