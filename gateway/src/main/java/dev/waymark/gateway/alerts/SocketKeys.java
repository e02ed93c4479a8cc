package dev.waymark.gateway.alerts;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.jose.JweCipher;
import dev.waymark.gateway.signing.GatewayKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Makes the session key of a socket whose client gave a key of its own (protocol, section 9): new for each socket, encrypted
 * to the client, signed by the gateway. Off the event loop. Thread-safe.
 *
 * <pre>
 *   JWS by the gateway (jkt: whose key) of ▶ JWE to the client's key of ▶ 32 random bytes
 * </pre>
 */
public final class SocketKeys {

    private static final int KEY_BYTES = 32;

    private final Vertx vertx;
    private final JweCipher cipher;
    private final GatewayKeys keys;
    private final SecureRandom random;

    public SocketKeys(Vertx vertx, CryptoProviders crypto, GatewayKeys keys, SecureRandom random) {
        this.vertx = vertx;
        this.cipher = new JweCipher(crypto, random);
        this.keys = keys;
        this.random = random;
    }

    /** {@code session}: for {@code ready}; {@code frames}: for everything after it. */
    record Agreed(String session, EncryptedFrames frames) {}

    /** Empty for a client without a key: its socket stays plain. */
    Future<Optional<Agreed>> agree(Optional<EncryptionKey> client) {
        return client.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : vertx.executeBlocking(() -> client.map(this::agreed), false);
    }

    private Agreed agreed(EncryptionKey client) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        String toClient = cipher.encrypt(new JsonObject(), key, client);
        JsonObject header = new JsonObject().put("cty", "jose").put("jkt", client.thumbprint());
        String session = keys.jws(header, toClient.getBytes(StandardCharsets.US_ASCII));
        return new Agreed(session, new EncryptedFrames(cipher, key));
    }
}
