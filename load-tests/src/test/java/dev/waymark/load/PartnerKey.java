package dev.waymark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 key that a partner signs with. Thread-safe.
 *
 * @param keyId the key id on the wire, {@code <partner id>/<kid>}
 */
record PartnerKey(String keyId, PrivateKey key) {

    private static final int BYTES = 32;

    /** A new key, and {@code x}, its public half as a JWK has it. */
    record Made(PartnerKey key, String x) {}

    static Made make(String keyId) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Made(new PartnerKey(keyId, pair.getPrivate()), x((EdECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
        }
    }

    /** Reads what {@code keygen} writes: a private JWK with {@code waymark_keyid}. */
    static PartnerKey read(Path file) {
        try {
            String jwk = Files.readString(file);
            byte[] d = Base64.getUrlDecoder().decode(member(jwk, "d", file));
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, d));
            return new PartnerKey(member(jwk, "waymark_keyid", file), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + ": is no Ed25519 key", e);
        }
    }

    String partner() {
        return keyId.substring(0, keyId.indexOf('/'));
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String member(String jwk, String name, Path file) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(jwk);
        if (!found.find()) {
            throw new IllegalArgumentException(file + ": has no " + name + "; keygen makes such a file");
        }
        return found.group(1);
    }

    /** RFC 8032, section 5.1.2: y in 32 bytes, the least first, and the sign of x in the highest bit. */
    private static String x(EdECPublicKey key) {
        BigInteger encoded = key.getPoint().getY();
        if (key.getPoint().isXOdd()) {
            encoded = encoded.setBit(BYTES * Byte.SIZE - 1);
        }
        byte[] least = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            least[i] = encoded.shiftRight(i * Byte.SIZE).byteValue();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(least);
    }
}
