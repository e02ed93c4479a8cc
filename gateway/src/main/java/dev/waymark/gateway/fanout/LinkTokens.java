package dev.waymark.gateway.fanout;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Tokens of links: 16 random bytes as 22 characters of base64url, so that a text with a link stays in one segment
 * (protocol, section 8). Known to the database by their SHA-256 alone.
 */
public final class LinkTokens {

    private static final int BYTES = 16;

    private LinkTokens() {}

    /** A new one. {@code random} must be cryptographically strong. */
    static String next(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What finds it in the database. */
    public static Buffer hash(String token) {
        try {
            return Buffer.buffer(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
