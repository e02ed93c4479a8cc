package dev.waymark.channels.webhook;

import dev.waymark.channels.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks 1.0: {@code v1} (HMAC-SHA256) and {@code v1a} (Ed25519) over
 * {@code <id>.<timestamp>.<body>}. Pure; safe from any thread.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the text</a>
 */
public final class StandardWebhooks {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    /** How far a timestamp may be from our clock, either way (protocol, section 7). */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String PREFIX = "whsec_";

    /** The text of 1.0: "Signature scheme". */
    private static final int SHORTEST_KEY = 24;

    private static final int LONGEST_KEY = 64;
    private static final int MOST_SIGNATURES = 16;

    /** What {@link #verify} found. */
    public enum Verdict {
        GENUINE,
        /** A header is missing or not of its form. */
        MALFORMED,
        /** The timestamp is outside {@link #WINDOW}. */
        EXPIRED,
        /** None of the signatures is that of the secret. */
        FORGED
    }

    private StandardWebhooks() {}

    /** The value of {@code webhook-signature}: {@code v1a} by each key of {@code signer}, then {@code v1} of the secret. */
    static String signature(String id, long timestamp, byte[] body, Signer signer, Optional<Secret> secret) {
        byte[] message = message(id, Long.toString(timestamp), body);
        List<String> signatures = new ArrayList<>();
        for (byte[] signature : signer.sign(message)) {
            signatures.add("v1a," + Base64.getEncoder().encodeToString(signature));
        }
        secret.ifPresent(key -> signatures.add(hmac(key, message)));
        return String.join(" ", signatures);
    }

    /** A {@code v1} signature, for who answers as a provider does. */
    public static String sign(Secret secret, String id, Instant timestamp, byte[] body) {
        return hmac(secret, message(id, Long.toString(timestamp.getEpochSecond()), body));
    }

    /**
     * Judges a call by the {@code v1} signatures in its headers ({@code null} where missing); other versions are not
     * looked at. The signature is compared in constant time, before the timestamp is believed.
     */
    public static Verdict verify(Secret secret, Received received, byte[] body, Instant now) {
        String id = received.id();
        String timestamp = received.timestamp();
        String signatures = received.signatures();
        if (id.isEmpty() || id.length() > 256 || !timestamp.matches("[0-9]{1,12}") || signatures.isEmpty()) {
            return Verdict.MALFORMED;
        }
        byte[] expected = hmac(secret, message(id, timestamp, body)).getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (String signature : signatures.split(" ", MOST_SIGNATURES)) {
            genuine |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        if (!genuine) {
            return Verdict.FORGED;
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return apart.compareTo(WINDOW) > 0 ? Verdict.EXPIRED : Verdict.GENUINE;
    }

    /** Whether {@code secret} is a key of this scheme: {@code whsec_} and the base64 of 24 to 64 bytes. */
    public static boolean isKey(Secret secret) {
        try {
            requireKey(secret);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    static void requireKey(Secret secret) {
        key(secret);
    }

    private static byte[] key(Secret secret) {
        String text = secret.reveal();
        if (text.startsWith(PREFIX)) {
            byte[] key;
            try {
                key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            } catch (IllegalArgumentException notBase64) {
                throw new IllegalArgumentException("what follows whsec_ must be base64");
            }
            if (key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY) {
                return key;
            }
        }
        throw new IllegalArgumentException("a webhook secret is whsec_ and the base64 of 24 to 64 bytes");
    }

    private static byte[] message(String id, String timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }

    private static String hmac(Secret secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(message));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java has HmacSHA256", broken);
        }
    }

    /** The three headers as they came; empty text where one is missing. */
    public record Received(String id, String timestamp, String signatures) {}
}
