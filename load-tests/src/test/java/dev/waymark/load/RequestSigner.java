package dev.waymark.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Signs requests after protocol, section 2 (RFC 9421, RFC 9530), with the JDK alone. Thread-safe. */
final class RequestSigner {

    private final PartnerKey key;
    private final String authority;
    private final boolean nonce;

    /** @param url of the gateway: its authority is signed for, in lower case and without the scheme's own port */
    RequestSigner(PartnerKey key, URI url, boolean nonce) {
        this.key = key;
        this.nonce = nonce;
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        String host = url.getHost().toLowerCase(Locale.ROOT);
        this.authority = url.getPort() < 0 || url.getPort() == usual ? host : host + ":" + url.getPort();
    }

    /** A request's body and the fields that say who sent it. */
    record Signed(String body, Optional<String> contentDigest, String signatureInput, String signature) {}

    PartnerKey key() {
        return key;
    }

    Signed get(String path) {
        String covered = "(\"@method\" \"@authority\" \"@path\")" + parameters();
        String base = start("GET", path) + "\"@signature-params\": " + covered;
        return new Signed("", Optional.empty(), "sig=" + covered, "sig=:" + key.sign(base) + ":");
    }

    Signed sign(String method, String path, String contentType, String body) {
        String digest = "sha-256=:" + sha256(body) + ":";
        String covered = "(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-type\")" + parameters();
        String base = start(method, path)
                + "\"content-digest\": " + digest + "\n"
                + "\"content-type\": " + contentType + "\n"
                + "\"@signature-params\": " + covered;
        return new Signed(body, Optional.of(digest), "sig=" + covered, "sig=:" + key.sign(base) + ":");
    }

    private String start(String method, String path) {
        return "\"@method\": " + method + "\n\"@authority\": " + authority + "\n\"@path\": " + path + "\n";
    }

    private String parameters() {
        String plain = ";created=" + Instant.now().getEpochSecond() + ";keyid=\"" + key.keyId() + "\"";
        return (nonce ? plain + ";nonce=\"" + UUID.randomUUID() + "\"" : plain) + ";tag=\"waymark\"";
    }

    private static String sha256(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
