package dev.waymark.gateway.signing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** One signing key of the gateway. Prints as its kid. */
record GatewayKey(String fileName, SigningKey key, PartnerKey publicKey, Buffer thumbprint) implements OwnKey {

    static final String PREFIX = "signing-";

    @Override
    public String kid() {
        return publicKey.kid();
    }

    @Override
    public String use() {
        return "sig";
    }

    @Override
    public Lifetime lifetime() {
        return new Lifetime(publicKey.notBefore(), publicKey.expires());
    }

    GatewayKeys.KeySignature sign(byte[] data) {
        return new GatewayKeys.KeySignature(kid(), Buffer.buffer(key.sign(data)));
    }

    @Override
    public JsonObject publicJwk() {
        return publicKey.jwk().copy().put("use", use());
    }

    @Override
    public String toString() {
        return "GatewayKey[" + kid() + "]";
    }
}
