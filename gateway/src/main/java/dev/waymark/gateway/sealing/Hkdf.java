package dev.waymark.gateway.sealing;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), for one block of output: 32 bytes. */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    static byte[] derive(Provider provider, byte[] key, byte[] salt, byte[] context) {
        byte[] extracted = hmac(provider, salt, key);
        byte[] block = new byte[context.length + 1];
        System.arraycopy(context, 0, block, 0, context.length);
        block[context.length] = 1;
        return hmac(provider, extracted, block);
    }

    static byte[] hmac(Provider provider, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC, provider);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(HMAC + " does not work with " + provider.getName(), missing);
        }
    }
}
