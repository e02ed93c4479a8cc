package dev.waymark.gateway.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.crypto.SignatureScheme;
import dev.waymark.gateway.jose.JoseRefused.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * ECDH-ES (RFC 7518, section 4.6; RFC 8037). The chosen provider agrees on P-256 and P-384; X25519, which the native one
 * lacks, is Bouncy Castle's arithmetic.
 */
final class Agreement {

    private final CryptoProviders crypto;

    Agreement(CryptoProviders crypto) {
        this.crypto = crypto;
    }

    /** A new pair on the curve of {@code recipient}. */
    JWK ephemeral(JWK recipient, SecureRandom random) throws GeneralSecurityException {
        if (recipient instanceof ECKey ec) {
            KeyPairGenerator generator = crypto.keyPairGenerator(SignatureScheme.ECDSA_P256_SHA256);
            generator.initialize(new ECGenParameterSpec(ec.getCurve().getStdName()), random);
            KeyPair pair = generator.generateKeyPair();
            return new ECKey.Builder(ec.getCurve(), (ECPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .build();
        }
        byte[] secret = new byte[X25519.SCALAR_SIZE];
        byte[] point = new byte[X25519.POINT_SIZE];
        X25519.generatePrivateKey(random, secret);
        X25519.generatePublicKey(secret, 0, point, 0);
        return new OctetKeyPair.Builder(Curve.X25519, Base64URL.encode(point))
                .d(Base64URL.encode(secret))
                .build();
    }

    /** The shared secret Z; refused where the two are not of one curve, or the other's point is of small order. */
    byte[] secret(JWK own, JWK others) throws GeneralSecurityException {
        try {
            if (own instanceof ECKey mine
                    && others instanceof ECKey theirs
                    && mine.getCurve().equals(theirs.getCurve())) {
                KeyAgreement agreement = KeyAgreement.getInstance("ECDH", crypto.provider());
                agreement.init(mine.toECPrivateKey(crypto.provider()));
                agreement.doPhase(theirs.toECPublicKey(crypto.provider()), true);
                return agreement.generateSecret();
            }
        } catch (JOSEException broken) {
            throw new JoseRefused(Reason.UNREADABLE, "does not decrypt");
        }
        if (own instanceof OctetKeyPair mine && others instanceof OctetKeyPair theirs) {
            byte[] secret = new byte[X25519.POINT_SIZE];
            if (X25519.calculateAgreement(mine.getDecodedD(), 0, theirs.getDecodedX(), 0, secret, 0)) {
                return secret;
            }
        }
        throw new JoseRefused(Reason.UNREADABLE, "does not decrypt");
    }

    /** The Concat KDF with one round of SHA-256: for keys of up to 256 bits. */
    byte[] derive(byte[] secret, String algorithm, byte[] apu, byte[] apv, int bytes) {
        byte[] name = Compact.ascii(algorithm);
        ByteBuffer input = ByteBuffer.allocate(20 + secret.length + name.length + apu.length + apv.length)
                .putInt(1)
                .put(secret)
                .putInt(name.length)
                .put(name)
                .putInt(apu.length)
                .put(apu)
                .putInt(apv.length)
                .put(apv)
                .putInt(bytes * 8);
        return Arrays.copyOf(crypto.digest("SHA-256").digest(input.array()), bytes);
    }
}
