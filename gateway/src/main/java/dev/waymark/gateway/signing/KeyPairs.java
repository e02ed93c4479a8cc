package dev.waymark.gateway.signing;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.waymark.gateway.crypto.CryptoProviders;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Makes key pairs as JWKs: for {@code keygen}, for the gateway itself, for the demo's partners. Thread-safe. */
public final class KeyPairs {

    private static final int RSA_BITS = 3072;

    private final CryptoProviders crypto;
    private final SecureRandom random;

    public KeyPairs(CryptoProviders crypto, SecureRandom random) {
        this.crypto = crypto;
        this.random = random;
    }

    /** Both halves of a new pair, with {@code kid} and {@code alg}; the private one is for its owner alone. */
    public record JwkPair(JsonObject privateJwk, JsonObject publicJwk) {
        @Override
        public String toString() {
            return "JwkPair[" + publicJwk.getString("kid") + "]";
        }
    }

    /** A new pair. {@code kid} has the form of {@link PartnerKey#isKid}. RSA takes up to some seconds: not on an event loop. */
    public JwkPair generate(SigningAlgorithm algorithm, String kid) {
        if (!PartnerKey.isKid(kid)) {
            throw new IllegalArgumentException("a kid is 1 to 128 of A-Z a-z 0-9 . _ ~ = -");
        }
        try {
            JWK pair = pair(algorithm, kid);
            return new JwkPair(
                    new JsonObject(pair.toJSONObject()),
                    new JsonObject(pair.toPublicJWK().toJSONObject()));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(algorithm + " cannot be generated", unusable);
        }
    }

    private JWK pair(SigningAlgorithm algorithm, String kid) throws GeneralSecurityException {
        return switch (algorithm) {
            case ED25519 -> ed25519(kid);
            case ECDSA_P256_SHA256 -> ec(algorithm, kid, Curve.P_256, "ES256");
            case ECDSA_P384_SHA384 -> ec(algorithm, kid, Curve.P_384, "ES384");
            case RSA_PSS_SHA512 -> rsa(kid);
        };
    }

    private JWK ed25519(String kid) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        random.nextBytes(seed);
        Ed25519.generatePublicKey(seed, 0, point, 0);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                .d(Base64URL.encode(seed))
                .keyID(kid)
                .algorithm(alg("EdDSA"))
                .build();
    }

    private JWK ec(SigningAlgorithm algorithm, String kid, Curve curve, String alg) throws GeneralSecurityException {
        KeyPairGenerator generator = crypto.keyPairGenerator(algorithm.scheme());
        generator.initialize(new ECGenParameterSpec(curve.getStdName()), random);
        KeyPair pair = generator.generateKeyPair();
        return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID(kid)
                .algorithm(alg(alg))
                .build();
    }

    private JWK rsa(String kid) throws GeneralSecurityException {
        KeyPairGenerator generator = crypto.keyPairGenerator(SigningAlgorithm.RSA_PSS_SHA512.scheme());
        generator.initialize(RSA_BITS, random);
        KeyPair pair = generator.generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID(kid)
                .algorithm(alg("PS512"))
                .build();
    }

    private static Algorithm alg(String name) {
        return new Algorithm(name);
    }
}
