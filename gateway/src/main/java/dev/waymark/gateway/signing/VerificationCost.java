package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import java.security.interfaces.RSAPublicKey;

/**
 * Where a verification is computed. An event loop may be held for about 0.3 ms; what takes longer goes to the bounded
 * pool, whose hand-over itself costs some 20 µs and a thread switch.
 *
 * <p>Measured, CPU time of one thread, 2 cores, JDK 17, a 600-byte event, reading and digest (together 10 µs) included:
 *
 * <pre>
 *                 Ed25519   P-256   P-384   RSA 3072
 *   ACCP           66 µs    71 µs  212 µs     50 µs
 *   Bouncy Castle  93 µs   100 µs  268 µs     99 µs
 * </pre>
 */
final class VerificationCost {

    /** SHA-256 of this much takes 0.05 ms with the processor's instructions, 0.3 ms without. */
    static final int INLINE_BODY_BYTES = 64 * 1024;

    /** The cost of RSA grows with the square of its length. */
    private static final int INLINE_RSA_BITS = 4096;

    private VerificationCost() {}

    static boolean isHeavy(CryptoProviders crypto, PartnerKey key, int bodyBytes) {
        if (bodyBytes > INLINE_BODY_BYTES) {
            return true;
        }
        if (key.publicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() > INLINE_RSA_BITS) {
            return true;
        }
        return !crypto.isNative() && key.algorithm() != SigningAlgorithm.ED25519;
    }
}
