package dev.waymark.gateway.sealing;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D): a version byte, a random 96-bit IV, the ciphertext with its 128-bit tag. Random IVs
 * are good for 2^32 values a key; a key is one case's.
 *
 * <pre>
 *   | 1 | IV, 12 bytes | ciphertext | tag, 16 bytes |
 * </pre>
 */
public final class AesGcmCells implements CellCipher {

    private static final byte VERSION = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = 1 + IV_BYTES;

    private final Provider provider;
    private final SecureRandom random;

    public AesGcmCells(Provider provider, SecureRandom random) {
        this.provider = provider;
        this.random = random;
    }

    @Override
    public Buffer seal(byte[] key, byte[] bound, Buffer plain) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv, bound);
            return Buffer.buffer(HEAD_BYTES + plain.length() + TAG_BYTES)
                    .appendByte(VERSION)
                    .appendBytes(iv)
                    .appendBytes(cipher.doFinal(plain.getBytes()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES-GCM does not work with " + provider.getName(), missing);
        }
    }

    @Override
    public Buffer open(byte[] key, byte[] bound, Buffer sealed) throws GeneralSecurityException {
        if (sealed.length() < HEAD_BYTES + TAG_BYTES || sealed.getByte(0) != VERSION) {
            throw new AEADBadTagException("not a sealed value");
        }
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed.getBytes(1, HEAD_BYTES), bound);
        return Buffer.buffer(cipher.doFinal(sealed.getBytes(HEAD_BYTES, sealed.length())));
    }

    private Cipher cipher(int mode, byte[] key, byte[] iv, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(bound);
        return cipher;
    }
}
