package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.SignatureScheme;
import java.util.Set;

/** The algorithms that the profile accepts (protocol, section 2). Which one holds follows from the key alone. */
public enum SigningAlgorithm {
    ED25519("ed25519", SignatureScheme.ED25519),
    ECDSA_P256_SHA256("ecdsa-p256-sha256", SignatureScheme.ECDSA_P256_SHA256),
    ECDSA_P384_SHA384("ecdsa-p384-sha384", SignatureScheme.ECDSA_P384_SHA384),
    RSA_PSS_SHA512("rsa-pss-sha512", SignatureScheme.RSA_PSS_SHA512);

    private final String httpName;
    private final SignatureScheme scheme;

    SigningAlgorithm(String httpName, SignatureScheme scheme) {
        this.httpName = httpName;
        this.scheme = scheme;
    }

    /** The name in the HTTP Signature Algorithms registry, as {@code alg} of a signature has it. */
    public String httpName() {
        return httpName;
    }

    SignatureScheme scheme() {
        return scheme;
    }

    /** What {@code alg} of a JWK may say so that its key may verify with this algorithm. */
    Set<String> jwkNames() {
        return switch (this) {
            case ED25519 -> Set.of("EdDSA", "Ed25519");
            case ECDSA_P256_SHA256 -> Set.of("ES256");
            case ECDSA_P384_SHA384 -> Set.of("ES384");
            case RSA_PSS_SHA512 -> Set.of("PS256", "PS512");
        };
    }
}
