package dev.waymark.gateway.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JoseRefused.Reason;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tokens to and from Nimbus, which shares no arithmetic with the gateway, and tokens that are not taken. */
class JoseTokensTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] TEXT = "news of a case".getBytes(StandardCharsets.UTF_8);
    private static final JsonObject CTY = new JsonObject().put("cty", "application/json");
    private static final List<CryptoProviders> PROVIDERS =
            List.of(CryptoProviders.chosen(), CryptoProviders.bouncyCastle());

    @Test
    void nimbus_reads_and_writes_for_p_256_p_384_and_rsa() throws Exception {
        ECKey p256 = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        ECKey p384 = new ECKeyGenerator(Curve.P_384).keyID("b").generate();
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("c").generate();
        both(p256, JWEAlgorithm.ECDH_ES_A256KW, new ECDHDecrypter(p256), new ECDHEncrypter(p256));
        both(p384, JWEAlgorithm.ECDH_ES_A256KW, new ECDHDecrypter(p384), new ECDHEncrypter(p384));
        both(rsa, JWEAlgorithm.RSA_OAEP_256, new RSADecrypter(rsa), new RSAEncrypter(rsa));
    }

    private static void both(JWK key, JWEAlgorithm algorithm, JWEDecrypter theirs, JWEEncrypter theirOwn)
            throws Exception {
        for (CryptoProviders crypto : PROVIDERS) {
            JweCipher cipher = new JweCipher(crypto, RANDOM);
            String ours = cipher.encrypt(CTY, TEXT, EncryptionKey.parse(publicJwk(key)));
            JWEObject read = JWEObject.parse(ours);
            read.decrypt(theirs);
            assertThat(read.getPayload().toBytes()).isEqualTo(TEXT);
            assertThat(read.getHeader().getKeyID()).isEqualTo(key.getKeyID());
            assertThat(read.getHeader().getContentType()).isEqualTo("application/json");

            JWEObject written = new JWEObject(
                    new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                            .agreementPartyVInfo(com.nimbusds.jose.util.Base64URL.encode("rx-one"))
                            .build(),
                    new Payload(TEXT));
            written.encrypt(theirOwn);
            DecryptionKey own = DecryptionKey.parse(new JsonObject(key.toJSONObject()));
            assertThat(cipher.decrypt(Jwe.parse(written.serialize(), Set.of()), own))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void nimbus_reads_and_writes_under_a_key_that_both_have() throws Exception {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        JweCipher cipher = new JweCipher(CryptoProviders.chosen(), RANDOM);
        JWEObject read = JWEObject.parse(
                cipher.encryptDirect(new JsonObject().put("kid", "session").put("n", 2), TEXT, key));
        read.decrypt(new DirectDecrypter(key));
        assertThat(read.getPayload().toBytes()).isEqualTo(TEXT);
        assertThat(((Number) read.getHeader().getCustomParam("n")).longValue()).isEqualTo(2);

        JWEObject written = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(TEXT));
        written.encrypt(new DirectEncrypter(key));
        assertThat(cipher.decryptDirect(Jwe.parse(written.serialize(), Set.of()), key))
                .isEqualTo(TEXT);
    }

    @Test
    void x25519_goes_there_and_back() throws Exception {
        JWK pair = new Agreement(CryptoProviders.chosen()).ephemeral(JWK.parse("""
                        {"kty":"OKP","crv":"X25519","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"}"""), RANDOM);
        JweCipher cipher = new JweCipher(CryptoProviders.chosen(), RANDOM);
        String token = cipher.encrypt(CTY, TEXT, EncryptionKey.parse(publicJwk(pair)));
        assertThat(cipher.decrypt(Jwe.parse(token, Set.of()), DecryptionKey.parse(new JsonObject(pair.toJSONObject()))))
                .isEqualTo(TEXT);
    }

    @Test
    void a_jws_by_ps256_goes_there_and_back() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        for (CryptoProviders crypto : PROVIDERS) {
            JWSObject written = new JWSObject(new JWSHeader(JWSAlgorithm.PS256), new Payload(TEXT));
            written.sign(new RSASSASigner(rsa));
            Jws read = Jws.parse(written.serialize(), Set.of());
            assertThat(read.verifiedBy(rsa.toRSAPublicKey(), crypto)).isTrue();
            assertThat(read.payload()).isEqualTo(TEXT);
            String ours = Jws.sign(new JsonObject().put("alg", "PS256"), TEXT, rsa.toRSAPrivateKey(), crypto, RANDOM);
            assertThat(JWSObject.parse(ours).verify(new RSASSAVerifier(rsa))).isTrue();
        }
    }

    @Test
    void a_changed_byte_of_any_part_or_another_key_does_not_decrypt() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        JweCipher cipher = new JweCipher(CryptoProviders.chosen(), RANDOM);
        DecryptionKey own = DecryptionKey.parse(new JsonObject(key.toJSONObject()));
        String token = cipher.encrypt(CTY, TEXT, EncryptionKey.parse(publicJwk(key)));
        String[] parts = token.split("\\.");
        for (int i = 1; i < parts.length; i++) {
            String[] changed = parts.clone();
            changed[i] = (parts[i].startsWith("A") ? "B" : "A") + parts[i].substring(1);
            refused(Reason.UNREADABLE, () -> cipher.decrypt(Jwe.parse(String.join(".", changed), Set.of()), own));
        }
        DecryptionKey others = DecryptionKey.parse(
                new JsonObject(new ECKeyGenerator(Curve.P_256).generate().toJSONObject()));
        refused(Reason.UNREADABLE, () -> cipher.decrypt(Jwe.parse(token, Set.of()), others));
        DecryptionKey rsa = DecryptionKey.parse(
                new JsonObject(new RSAKeyGenerator(2048).generate().toJSONObject()));
        refused(Reason.ALGORITHM, () -> cipher.decrypt(Jwe.parse(token, Set.of()), rsa));
    }

    @Test
    void headers_that_are_not_strictly_one_are_refused() {
        refused(Reason.ALGORITHM, () -> jws("{\"alg\":\"none\"}"));
        refused(Reason.ALGORITHM, () -> jws("{\"alg\":\"HS256\"}"));
        refused(Reason.ALGORITHM, () -> jws("{\"alg\":\"es256\"}"));
        refused(Reason.MALFORMED, () -> jws("{\"alg\":\"ES256\",\"alg\":\"ES256\"}"));
        refused(Reason.MALFORMED, () -> jws("[]"));
        refused(Reason.MALFORMED, () -> jws("{\"alg\":1}"));
        refused(Reason.CRITICAL, () -> jws("{\"alg\":\"ES256\",\"b64\":false,\"crit\":[\"b64\"]}"));
        refused(Reason.CRITICAL, () -> jws("{\"alg\":\"ES256\",\"zip\":\"DEF\"}"));
        refused(Reason.CRITICAL, () -> jws("{\"alg\":\"ES256\",\"crit\":[]}"));
        refused(Reason.CRITICAL, () -> jws("{\"alg\":\"ES256\",\"crit\":\"htm\",\"htm\":\"POST\"}"));
        refused(Reason.CRITICAL, () -> jws("{\"alg\":\"ES256\",\"crit\":[\"htm\"]}"));
        refused(Reason.CRITICAL, () -> jws("{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}"));
        assertThat(jws("{\"alg\":\"ES256\",\"crit\":[\"htm\"],\"htm\":\"POST\"}")
                        .header()
                        .text("htm"))
                .contains("POST");
    }

    @Test
    void tokens_that_are_not_strictly_compact_are_refused() {
        String header = Compact.encode("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8));
        refused(Reason.MALFORMED, () -> Jws.parse(header + ".AA", Set.of()));
        refused(Reason.MALFORMED, () -> Jws.parse(header + ".AA.AA.AA", Set.of()));
        refused(Reason.MALFORMED, () -> Jws.parse(header + ".AA==.AA", Set.of()));
        refused(Reason.MALFORMED, () -> Jws.parse(header + ".AB.AA", Set.of()));
        refused(Reason.MALFORMED, () -> Jws.parse(header + ".A A.AA", Set.of()));
        refused(Reason.MALFORMED, () -> Jws.parse("A".repeat(Compact.MAX_CHARS + 1), Set.of()));
    }

    @Test
    void keys_that_may_not_be_encrypted_to_are_refused() throws Exception {
        JsonObject key = publicJwk(new ECKeyGenerator(Curve.P_256).generate());
        assertThat(EncryptionKey.parse(key.copy().put("key_ops", List.of())).algorithm())
                .isEqualTo(JweAlgorithm.ECDH_ES_A256KW);
        keyRefused(key.copy().put("use", "sig"), "use");
        keyRefused(key.copy().put("alg", "ECDH-ES"), "alg");
        keyRefused(key.copy().put("key_ops", List.of("verify")), "key_ops");
        keyRefused(key.copy().put("d", "AA"), "private");
        keyRefused(key.copy().put("y", key.getString("x")), "no public JWK");
        keyRefused(publicJwk(new ECKeyGenerator(Curve.P_521).generate()), "P-256 or P-384");
        keyRefused(new JsonObject().put("kty", "oct").put("k", "AAAA"), "symmetric");
        keyRefused(publicJwk(new RSAKeyGenerator(1024, true).generate()), "2048");
        keyRefused(new JsonObject(), "no public JWK");
    }

    private static void keyRefused(JsonObject jwk, String why) {
        assertThatThrownBy(() -> EncryptionKey.parse(jwk))
                .isInstanceOf(JwkRefused.class)
                .hasMessageContaining(why);
    }

    private static Jws jws(String header) {
        return Jws.parse(Compact.encode(header.getBytes(StandardCharsets.UTF_8)) + ".AA.AA", Set.of("htm"));
    }

    private static void refused(Reason reason, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(JoseRefused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    private static JsonObject publicJwk(JWK key) {
        return new JsonObject(key.toPublicJWK().toJSONObject());
    }
}
