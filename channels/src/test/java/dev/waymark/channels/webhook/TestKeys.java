package dev.waymark.channels.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;

/** A gateway with its Ed25519 keys. */
public final class TestKeys {

    public static final KeyPair OLD = generate();
    public static final KeyPair NEW = generate();

    private TestKeys() {}

    public static Signer signer(KeyPair... keys) {
        return message -> List.of(keys).stream().map(key -> sign(key, message)).toList();
    }

    public static boolean verifies(KeyPair key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key.getPublic());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] sign(KeyPair key, byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }
}
