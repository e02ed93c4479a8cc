package dev.waymark.gateway.crypto;

import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one provider that signs and verifies, chosen by name: Amazon Corretto Crypto Provider where its native library
 * loads and its self-tests pass, else Bouncy Castle. Neither is put into the JVM's list, and that list's order decides
 * nothing here. Thread-safe.
 */
public final class CryptoProviders {

    private static final Logger LOG = LoggerFactory.getLogger(CryptoProviders.class);

    private final Provider provider;
    private final boolean nativeCode;

    private CryptoProviders(Provider provider, boolean nativeCode) {
        this.provider = provider;
        this.nativeCode = nativeCode;
    }

    /** Chooses, once for the life of the JVM, and logs the choice with its reason. */
    public static CryptoProviders chosen() {
        return Chosen.ONE;
    }

    /** Bouncy Castle, whatever else is there. */
    public static CryptoProviders bouncyCastle() {
        return new CryptoProviders(new BouncyCastleProvider(), false);
    }

    private static final class Chosen {
        static final CryptoProviders ONE = choose(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static CryptoProviders choose(String osName, String osArch) {
        try {
            Provider accp = AccpLoader.load(osName, osArch);
            LOG.info("signatures: {} {}, healthy", accp.getName(), accp.getVersionStr());
            return new CryptoProviders(accp, true);
        } catch (ReflectiveOperationException | LinkageError notHere) {
            Throwable reason = notHere instanceof InvocationTargetException wrapped ? wrapped.getCause() : notHere;
            CryptoProviders fallback = bouncyCastle();
            LOG.info(
                    "signatures: {} {}; slower, since AmazonCorrettoCryptoProvider cannot be used on {} {}: {}",
                    fallback.provider.getName(),
                    fallback.provider.getVersionStr(),
                    osName,
                    osArch,
                    String.valueOf(reason));
            return fallback;
        }
    }

    /** For what else wants the same choice (key agreement, other signatures): pass it to {@code getInstance}. */
    public Provider provider() {
        return provider;
    }

    /** Whether native code computes. */
    public boolean isNative() {
        return nativeCode;
    }

    /** Makes keys of the scheme's kind out of their parts. */
    public KeyFactory keyFactory(SignatureScheme scheme) throws GeneralSecurityException {
        return KeyFactory.getInstance(scheme.keyName(), provider);
    }

    /** Makes new pairs of the scheme's kind; which curve or size, the caller says. */
    public KeyPairGenerator keyPairGenerator(SignatureScheme scheme) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(scheme.keyName(), provider);
    }

    /** Whether {@code signature} is one of {@code data} by {@code key}; any shape of bytes is answered, never thrown at. */
    public boolean verifies(SignatureScheme scheme, PublicKey key, byte[] data, byte[] signature) {
        try {
            Signature verifier = signature(scheme);
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (SignatureException notEvenOfItsShape) {
            return false;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(scheme + " with a key of " + provider.getName(), unusable);
        }
    }

    /** A signature of {@code data}; throws IllegalStateException where {@code key} is of another kind. */
    public byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] data, SecureRandom random) {
        try {
            Signature signer = signature(scheme);
            signer.initSign(key, random);
            signer.update(data);
            return signer.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(scheme + " with a key of " + provider.getName(), unusable);
        }
    }

    /** Bouncy Castle hashes in plain Java; the JDK's own digests use the processor's instructions. */
    public MessageDigest digest(String jcaName) {
        try {
            return nativeCode
                    ? MessageDigest.getInstance(jcaName, provider)
                    : MessageDigest.getInstance(jcaName, "SUN");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(jcaName, impossible);
        }
    }

    private Signature signature(SignatureScheme scheme) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(scheme.signatureName(), provider);
        if (scheme.parameters().isPresent()) {
            signature.setParameter(scheme.parameters().get());
        }
        return signature;
    }
}
