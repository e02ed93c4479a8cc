package dev.waymark.gateway.jose;

import dev.waymark.channels.webhook.BodyEncryption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Encrypts what is posted, on worker threads: the one place where sending leaves the event loop for it. Thread-safe. */
public final class EncryptBodies {

    private final Vertx vertx;
    private final JweCipher cipher;

    public EncryptBodies(Vertx vertx, JweCipher cipher) {
        this.vertx = vertx;
        this.cipher = cipher;
    }

    /** A compact JWE with {@code cty} the content type, to that key (protocol, section 6). */
    public BodyEncryption to(EncryptionKey key) {
        return (contentType, body) -> vertx.executeBlocking(
                () -> Buffer.buffer(cipher.encrypt(new JsonObject().put("cty", contentType), body.getBytes(), key)),
                false);
    }
}
