package dev.waymark.gateway.jose;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's public key to encrypt to. Its kind decides the algorithm: EC P-256 and P-384 and OKP X25519
 * {@code ECDH-ES+A256KW}, RSA {@code RSA-OAEP-256}. Immutable.
 */
public final class EncryptionKey {

    private static final List<String> KEPT = List.of("kty", "crv", "kid", "use", "key_ops", "alg", "x", "y", "n", "e");

    private final JsonObject json;
    private final JWK key;
    private final JweAlgorithm algorithm;

    private EncryptionKey(JsonObject json, JWK key, JweAlgorithm algorithm) {
        this.json = json;
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * Reads a public JWK (RFC 7517). Throws {@link JwkRefused} for another kind, a private or a symmetric key, and where
     * {@code use}, {@code key_ops} or {@code alg} do not allow encrypting to it. Unknown members are ignored.
     */
    public static EncryptionKey parse(JsonObject jwk) {
        if (EncryptionJwk.isPrivate(jwk) && !"oct".equals(jwk.getValue("kty"))) {
            throw new JwkRefused("this is a private key, and known to more than its owner now: make another");
        }
        JWK key = EncryptionJwk.parse(jwk);
        if (key instanceof RSAKey) {
            EncryptionJwk.mayDo(jwk, JweAlgorithm.RSA_OAEP_256, Set.of("wrapKey", "encrypt"), false);
            return new EncryptionKey(kept(jwk), key, JweAlgorithm.RSA_OAEP_256);
        }
        EncryptionJwk.mayDo(jwk, JweAlgorithm.ECDH_ES_A256KW, Set.of("deriveKey", "deriveBits"), true);
        return new EncryptionKey(kept(jwk), key, JweAlgorithm.ECDH_ES_A256KW);
    }

    public Optional<String> kid() {
        return Optional.ofNullable(json.getString("kid"));
    }

    public JweAlgorithm algorithm() {
        return algorithm;
    }

    /** As it was given, less unknown members: what is stored and shown. */
    public JsonObject jwk() {
        return json.copy();
    }

    /** RFC 7638, SHA-256. */
    public String thumbprint() {
        return Thumbprints.sha256(json);
    }

    JWK key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionKey that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "EncryptionKey[" + kid().orElse("without kid") + "]";
    }

    private static JsonObject kept(JsonObject jwk) {
        JsonObject kept = new JsonObject();
        KEPT.stream().filter(jwk::containsKey).forEach(name -> kept.put(name, jwk.getValue(name)));
        return kept;
    }
}
