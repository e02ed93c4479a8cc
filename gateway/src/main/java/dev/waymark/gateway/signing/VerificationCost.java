package dev.waymark.gateway.signing;

/**
 * Where a verification is computed. An event loop may be held for about 0.3 ms; what takes longer goes to the bounded
 * pool, whose hand-over itself costs some 20 µs and a thread switch.
 */
final class VerificationCost {

    /** SHA-256 of this much takes 0.05 ms with the processor's instructions, 0.3 ms without. */
    private static final int INLINE_BODY_BYTES = 64 * 1024;

    private VerificationCost() {}

    static boolean isHeavy(CryptoProviders crypto, SigningAlgorithm algorithm, int bodyBytes) {
        return bodyBytes > INLINE_BODY_BYTES || (!crypto.isNative() && algorithm != SigningAlgorithm.ED25519);
    }
}
