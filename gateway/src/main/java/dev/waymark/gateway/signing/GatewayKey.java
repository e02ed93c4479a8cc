package dev.waymark.gateway.signing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One signing key of the gateway, from one file. Prints as its kid. */
final class GatewayKey {

    /** Protocol, section 6: still in the JWKS after it stopped signing. */
    private static final Duration SHOWN_AFTER_END = Duration.ofDays(7);

    private final String fileName;
    private final SigningKey key;
    private final PartnerKey publicKey;
    private final byte[] thumbprint;

    GatewayKey(String fileName, SigningKey key, PartnerKey publicKey, byte[] thumbprint) {
        this.fileName = fileName;
        this.key = key;
        this.publicKey = publicKey;
        this.thumbprint = thumbprint.clone();
    }

    String fileName() {
        return fileName;
    }

    String kid() {
        return publicKey.kid();
    }

    byte[] thumbprint() {
        return thumbprint.clone();
    }

    Optional<Instant> begins() {
        return publicKey.notBefore();
    }

    boolean signsAt(Instant now) {
        return publicKey.isInForceAt(now);
    }

    boolean isShownAt(Instant now) {
        return publicKey
                .expires()
                .map(end -> now.isBefore(end.plus(SHOWN_AFTER_END)))
                .orElse(true);
    }

    GatewayKeys.KeySignature sign(byte[] data) {
        return new GatewayKeys.KeySignature(publicKey.kid(), Buffer.buffer(key.sign(data)));
    }

    JsonObject publicJwk() {
        return publicKey.jwk().copy().put("use", "sig");
    }

    @Override
    public String toString() {
        return "GatewayKey[" + publicKey.kid() + "]";
    }
}
