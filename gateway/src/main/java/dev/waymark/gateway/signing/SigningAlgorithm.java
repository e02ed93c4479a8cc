package dev.waymark.gateway.signing;

import java.util.Set;

/** The algorithms that the profile accepts (protocol, section 2). Which one holds follows from the key alone. */
public enum SigningAlgorithm {
    ED25519("ed25519", "Ed25519", "EdDSA"),
    ECDSA_P256_SHA256("ecdsa-p256-sha256", "SHA256withECDSAinP1363Format", "EC"),
    ECDSA_P384_SHA384("ecdsa-p384-sha384", "SHA384withECDSAinP1363Format", "EC"),
    RSA_PSS_SHA512("rsa-pss-sha512", "RSASSA-PSS", "RSA");

    private final String httpName;
    private final String jcaSignature;
    private final String jcaKey;

    SigningAlgorithm(String httpName, String jcaSignature, String jcaKey) {
        this.httpName = httpName;
        this.jcaSignature = jcaSignature;
        this.jcaKey = jcaKey;
    }

    /** The name in the HTTP Signature Algorithms registry, as {@code alg} of a signature has it. */
    public String httpName() {
        return httpName;
    }

    String jcaSignature() {
        return jcaSignature;
    }

    String jcaKey() {
        return jcaKey;
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
