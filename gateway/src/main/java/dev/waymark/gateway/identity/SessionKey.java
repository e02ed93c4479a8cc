package dev.waymark.gateway.identity;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** What the gateway keeps of a session's token: its SHA-256. Whoever reads the database cannot sign in with it. */
public record SessionKey(Buffer hash) {

    static SessionKey of(String token) {
        return new SessionKey(Buffer.buffer(Hashes.sha256(token.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public String toString() {
        return "SessionKey";
    }
}
