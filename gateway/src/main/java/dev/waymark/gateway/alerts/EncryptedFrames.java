package dev.waymark.gateway.alerts;

import dev.waymark.gateway.jose.JoseRefused;
import dev.waymark.gateway.jose.Jwe;
import dev.waymark.gateway.jose.JweCipher;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The frames of one socket under its session key (protocol, section 9): each a compact JWE whose {@code n} says its place,
 * so that none can be left out, repeated, turned back or put elsewhere. For one thread.
 *
 * <pre>
 *   server  n = 0, 2, 4 … ▶
 *         ◀ n = 1, 3, 5 …  client
 * </pre>
 */
final class EncryptedFrames {

    static final String KID = "session";

    private static final int STEP = 2;

    private final JweCipher cipher;
    private final byte[] key;
    private long ours;
    private long theirs = 1;

    /** {@code key}: 32 bytes that both sides have, used for no other socket. */
    EncryptedFrames(JweCipher cipher, byte[] key) {
        this.cipher = cipher;
        this.key = key.clone();
    }

    String write(String frame) {
        JsonObject header = new JsonObject().put("kid", KID).put("n", ours);
        ours += STEP;
        return cipher.encryptDirect(header, frame.getBytes(StandardCharsets.UTF_8), key);
    }

    /** What the client said; empty where it is plain, of another key, changed, or not the next one. */
    Optional<Buffer> read(String token) {
        try {
            Jwe jwe = Jwe.parse(token, Set.of());
            byte[] frame = cipher.decryptDirect(jwe, key);
            if (jwe.header().text("kid").filter(KID::equals).isEmpty()
                    || !jwe.header().number("n").equals(OptionalLong.of(theirs))) {
                return Optional.empty();
            }
            theirs += STEP;
            return Optional.of(Buffer.buffer(frame));
        } catch (JoseRefused refused) {
            return Optional.empty();
        }
    }
}
