package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A partner's public key, ready to verify with (protocol, section 1).
 *
 * @param kid the partner's own name of it; on the wire it stands behind the partner's id, {@code rx-one/2026-11}
 * @param jwk as it was given, less what this version does not know: what is stored and shown
 */
public record PartnerKey(
        String kid,
        SigningAlgorithm algorithm,
        PublicKey publicKey,
        Optional<Instant> notBefore,
        Optional<Instant> expires,
        JsonObject jwk) {

    /** Protocol, section 1. */
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9._~=-]{1,128}");

    public PartnerKey {
        if (!isKid(kid)) {
            throw new JwkRefused("kid: 1 to 128 of A-Z a-z 0-9 . _ ~ = -");
        }
    }

    /**
     * Reads a JWK (RFC 7517, RFC 8037): Ed25519, P-256, P-384 or RSA of at least 2,048 bits. Throws {@link JwkRefused}
     * for any other, for a private or a symmetric one, and where {@code use}, {@code key_ops} or {@code alg} do not
     * allow verifying. Unknown members are ignored.
     */
    public static PartnerKey parse(JsonObject jwk, CryptoProviders crypto) {
        return JwkReader.partnerKey(jwk, crypto);
    }

    public static boolean isKid(String text) {
        return KID.matcher(text).matches();
    }

    /** Whether {@code moment} lies within {@code nbf} and {@code exp}, where given. */
    public boolean isInForceAt(Instant moment) {
        return notBefore.map(from -> !moment.isBefore(from)).orElse(true)
                && expires.map(moment::isBefore).orElse(true);
    }

    /** Whether {@code signature} is one of {@code data} by this key. */
    public boolean verifies(CryptoProviders crypto, byte[] data, byte[] signature) {
        return crypto.verifies(algorithm.scheme(), publicKey, data, signature);
    }
}
