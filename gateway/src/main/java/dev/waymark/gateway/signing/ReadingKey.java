package dev.waymark.gateway.signing;

import dev.waymark.gateway.jose.DecryptionKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** One key of the gateway that partners encrypt to. Prints as its kid. */
record ReadingKey(
        String fileName, String kid, DecryptionKey key, JsonObject publicJwk, Lifetime lifetime, Buffer thumbprint)
        implements OwnKey {

    static final String PREFIX = "encryption-";

    @Override
    public String use() {
        return "enc";
    }

    @Override
    public JsonObject publicJwk() {
        return publicJwk.copy();
    }

    @Override
    public String toString() {
        return "ReadingKey[" + kid + "]";
    }
}
