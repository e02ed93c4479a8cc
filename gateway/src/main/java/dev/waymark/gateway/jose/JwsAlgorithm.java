package dev.waymark.gateway.jose;

import com.nimbusds.jose.jwk.Curve;
import dev.waymark.gateway.crypto.SignatureScheme;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** What a JWS may be signed with. {@code EdDSA} and {@code Ed25519} (RFC 9864) are one algorithm under two names. */
public enum JwsAlgorithm {
    EDDSA("EdDSA", SignatureScheme.ED25519),
    ED25519("Ed25519", SignatureScheme.ED25519),
    ES256("ES256", SignatureScheme.ECDSA_P256_SHA256),
    ES384("ES384", SignatureScheme.ECDSA_P384_SHA384),
    PS256("PS256", SignatureScheme.RSA_PSS_SHA256);

    /** An Ed25519 key in DER: RFC 8410. An Ed448 key is longer. */
    private static final int ED25519_DER = 44;

    private final String joseName;
    private final SignatureScheme scheme;

    JwsAlgorithm(String joseName, SignatureScheme scheme) {
        this.joseName = joseName;
        this.scheme = scheme;
    }

    /** The algorithm of that very name; case counts. */
    public static Optional<JwsAlgorithm> named(String alg) {
        return Arrays.stream(values()).filter(each -> each.joseName.equals(alg)).findFirst();
    }

    /** The value of {@code alg}. */
    public String joseName() {
        return joseName;
    }

    SignatureScheme scheme() {
        return scheme;
    }

    /** Whether {@code key} is of the kind, and the curve, that this algorithm verifies with. */
    public boolean takes(PublicKey key) {
        return switch (this) {
            case EDDSA, ED25519 -> key.getAlgorithm().startsWith("Ed") && key.getEncoded().length == ED25519_DER;
            case ES256 -> isOn(Curve.P_256, key);
            case ES384 -> isOn(Curve.P_384, key);
            case PS256 -> key instanceof RSAPublicKey;
        };
    }

    private static boolean isOn(Curve curve, PublicKey key) {
        return key instanceof ECPublicKey ec && curve.equals(Curve.forECParameterSpec(ec.getParams()));
    }
}
