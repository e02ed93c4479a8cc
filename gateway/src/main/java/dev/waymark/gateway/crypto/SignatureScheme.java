package dev.waymark.gateway.crypto;

import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** A way to sign, with the names that both providers know it by. The two RSA schemes differ in their hash alone. */
public enum SignatureScheme {
    ED25519("Ed25519", "EdDSA"),
    ECDSA_P256_SHA256("SHA256withECDSAinP1363Format", "EC"),
    ECDSA_P384_SHA384("SHA384withECDSAinP1363Format", "EC"),
    RSA_PSS_SHA256("RSASSA-PSS", "RSA"),
    RSA_PSS_SHA512("RSASSA-PSS", "RSA");

    private final String signatureName;
    private final String keyName;

    SignatureScheme(String signatureName, String keyName) {
        this.signatureName = signatureName;
        this.keyName = keyName;
    }

    /** For {@code KeyFactory} and {@code KeyPairGenerator}. */
    String keyName() {
        return keyName;
    }

    String signatureName() {
        return signatureName;
    }

    Optional<PSSParameterSpec> parameters() {
        return switch (this) {
            case RSA_PSS_SHA256 -> Optional.of(pss("SHA-256", 32));
            case RSA_PSS_SHA512 -> Optional.of(pss("SHA-512", 64));
            default -> Optional.empty();
        };
    }

    /** Salt as long as the hash: RFC 9421, section 3.3.1; RFC 7518, section 3.5. */
    private static PSSParameterSpec pss(String hash, int salt) {
        return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1);
    }
}
