package dev.waymark.gateway.jose;

import dev.waymark.gateway.jose.JoseRefused.Reason;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** {@code A256GCM} (RFC 7518, section 5.3), computed by SunJCE with the processor's instructions. */
final class ContentCipher {

    static final int KEY_BYTES = 32;
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    private ContentCipher() {}

    /** Ciphertext and, at its end, the tag. */
    static byte[] encrypt(byte[] key, byte[] iv, byte[] aad, byte[] plaintext) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, iv, aad).doFinal(plaintext);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM", impossible);
        }
    }

    static byte[] decrypt(byte[] key, byte[] iv, byte[] aad, byte[] ciphertext, byte[] tag) {
        if (iv.length != IV_BYTES || tag.length != TAG_BYTES) {
            throw new JoseRefused(Reason.MALFORMED, "an IV of 96 bits and a tag of 128 are expected");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv, aad);
            byte[] both = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
            System.arraycopy(tag, 0, both, ciphertext.length, tag.length);
            return cipher.doFinal(both);
        } catch (GeneralSecurityException changedOrAnotherKey) {
            throw new JoseRefused(Reason.UNREADABLE, "does not decrypt");
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(aad);
        return cipher;
    }
}
