package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import java.time.Instant;

/** Each code by which a signature is refused (protocol, section 2), with the help that goes with it. */
final class Refusals {

    private Refusals() {}

    static Problem missing(String detail) {
        return Problem.of(401, "signature-missing", "The request is not signed", detail);
    }

    static Problem malformed(String detail) {
        return Problem.of(401, "signature-malformed", "The signature cannot be read", detail);
    }

    static Problem incomplete(String detail) {
        return Problem.of(401, "signature-incomplete", "The signature does not cover what it must", detail);
    }

    static Problem keyUnknown(String keyId) {
        return Problem.of(401, "key-unknown", "The key is not known", "no key in force has the id " + keyId);
    }

    static Problem keyRevoked(String keyId) {
        return Problem.of(401, "key-revoked", "The key was revoked", keyId + " was revoked and never comes back");
    }

    static Problem expired(String detail, Instant now) {
        return Problem.of(401, "signature-expired", "The signature is out of its time", detail)
                .withExtension("time", Times.write(now));
    }

    static Problem invalid(String detail) {
        return Problem.of(401, "signature-invalid", "The signature does not fit the request", detail);
    }

    /** Where signers go wrong, beside the base: what their library takes for granted (RFC 9421, section 3.3). */
    static String adviceOn(SigningAlgorithm algorithm) {
        String compare = "compare signatureBase with what was signed";
        return switch (algorithm) {
            case ED25519 -> compare + "; Ed25519 signs it as it is, not hashed before";
            case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> compare + "; the signature is r and s side by side, not DER";
            case RSA_PSS_SHA512 -> compare + "; RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 bytes";
        };
    }

    static Problem digestMismatch(String detail) {
        return Problem.of(401, "digest-mismatch", "The content is not what was signed", detail);
    }

    static Problem replayed() {
        return Problem.of(
                401,
                "signature-replayed",
                "The nonce was used before",
                "a request with this keyid and nonce was taken already; sign anew, with another nonce");
    }

    static Problem wrongAuthority(String publicAuthority) {
        return Problem.of(
                421,
                "wrong-authority",
                "This request is meant for another host",
                "signed requests are taken under " + publicAuthority);
    }

    static Problem contentEncoding() {
        return Problem.of(
                415, "media-type", "The content is encoded", "Content-Encoding is not accepted: send it as it is");
    }
}
