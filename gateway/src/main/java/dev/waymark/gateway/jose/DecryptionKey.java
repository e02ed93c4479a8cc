package dev.waymark.gateway.jose;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** A private key to decrypt with; the same kinds as {@link EncryptionKey}. Prints as its kid. Immutable. */
public final class DecryptionKey {

    private final Optional<String> kid;
    private final JWK key;
    private final JweAlgorithm algorithm;

    private DecryptionKey(Optional<String> kid, JWK key, JweAlgorithm algorithm) {
        this.kid = kid;
        this.key = key;
        this.algorithm = algorithm;
    }

    /** Reads a private JWK; throws {@link JwkRefused} for anything else. */
    public static DecryptionKey parse(JsonObject jwk) {
        JWK key = EncryptionJwk.parse(jwk);
        if (!key.isPrivate()) {
            throw new JwkRefused("d: is missing; this is the public half");
        }
        JweAlgorithm algorithm = key instanceof RSAKey ? JweAlgorithm.RSA_OAEP_256 : JweAlgorithm.ECDH_ES_A256KW;
        EncryptionJwk.mayDo(jwk, algorithm, Set.of("unwrapKey", "decrypt", "deriveKey", "deriveBits"), false);
        return new DecryptionKey(Optional.ofNullable(jwk.getString("kid")), key, algorithm);
    }

    public Optional<String> kid() {
        return kid;
    }

    JweAlgorithm algorithm() {
        return algorithm;
    }

    JWK key() {
        return key;
    }

    @Override
    public String toString() {
        return "DecryptionKey[" + kid.orElse("without kid") + "]";
    }
}
