package dev.waymark.gateway.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.crypto.SignatureScheme;
import dev.waymark.gateway.jose.JoseRefused.Reason;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Brings a content key to its reader and back: agreement and OAEP by the chosen provider, AES key wrap by SunJCE. */
final class ContentKeys {

    private static final OAEPParameterSpec OAEP_SHA256 =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final byte[] NOTHING = {};

    private final CryptoProviders crypto;
    private final Agreement agreement;

    ContentKeys(CryptoProviders crypto) {
        this.crypto = crypto;
        this.agreement = new Agreement(crypto);
    }

    /** The encrypted content key; for an agreement, {@code epk} is put into {@code header}. */
    byte[] wrap(byte[] contentKey, EncryptionKey recipient, JsonObject header, SecureRandom random) {
        try {
            if (recipient.algorithm() == JweAlgorithm.RSA_OAEP_256) {
                Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", crypto.provider());
                cipher.init(Cipher.ENCRYPT_MODE, publicKey(recipient.key()), OAEP_SHA256, random);
                return cipher.doFinal(contentKey);
            }
            JWK ephemeral = agreement.ephemeral(recipient.key(), random);
            header.put("epk", new JsonObject(ephemeral.toPublicJWK().toJSONObject()));
            byte[] kek = kek(agreement.secret(ephemeral, recipient.key()), NOTHING, NOTHING);
            Cipher cipher = Cipher.getInstance("AESWrap", "SunJCE");
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(kek, "AES"));
            return cipher.wrap(new SecretKeySpec(contentKey, "AES"));
        } catch (GeneralSecurityException | JOSEException unusable) {
            throw new IllegalStateException("cannot encrypt to a key that was taken", unusable);
        }
    }

    byte[] unwrap(byte[] encryptedKey, DecryptionKey own, JoseHeader header, SecureRandom random) {
        return own.algorithm() == JweAlgorithm.RSA_OAEP_256
                ? unwrapOaep(encryptedKey, own, random)
                : unwrapAgreed(encryptedKey, own, header);
    }

    /** A key that does not come out right is replaced by a random one, so that nobody learns which step failed: RFC 7516, 11.5. */
    private byte[] unwrapOaep(byte[] encryptedKey, DecryptionKey own, SecureRandom random) {
        byte[] instead = new byte[ContentCipher.KEY_BYTES];
        random.nextBytes(instead);
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", crypto.provider());
            cipher.init(Cipher.DECRYPT_MODE, privateKey(own.key()), OAEP_SHA256);
            byte[] key = cipher.doFinal(encryptedKey);
            return key.length == ContentCipher.KEY_BYTES ? key : instead;
        } catch (GeneralSecurityException | JOSEException | RuntimeException wrong) {
            return instead;
        }
    }

    private byte[] unwrapAgreed(byte[] encryptedKey, DecryptionKey own, JoseHeader header) {
        JsonObject epk = header.object("epk")
                .map(JsonObject::new)
                .orElseThrow(() -> new JoseRefused(Reason.MALFORMED, "epk is missing"));
        try {
            JWK ephemeral = EncryptionJwk.parse(epk);
            byte[] secret = agreement.secret(own.key(), ephemeral);
            byte[] kek = kek(
                    secret,
                    header.bytes("apu").orElse(NOTHING),
                    header.bytes("apv").orElse(NOTHING));
            Cipher cipher = Cipher.getInstance("AESWrap", "SunJCE");
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek, "AES"));
            Key key = cipher.unwrap(encryptedKey, "AES", Cipher.SECRET_KEY);
            byte[] bytes = key.getEncoded();
            if (bytes.length == ContentCipher.KEY_BYTES) {
                return bytes;
            }
        } catch (JwkRefused notAKey) {
            throw new JoseRefused(Reason.MALFORMED, "epk is no public key of a curve that is taken");
        } catch (GeneralSecurityException changedOrAnotherKey) {
            // told below
        }
        throw new JoseRefused(Reason.UNREADABLE, "does not decrypt");
    }

    private byte[] kek(byte[] secret, byte[] apu, byte[] apv) {
        return agreement.derive(secret, JweAlgorithm.ECDH_ES_A256KW.joseName(), apu, apv, ContentCipher.KEY_BYTES);
    }

    private Key publicKey(JWK jwk) throws GeneralSecurityException, JOSEException {
        RSAPublicKey key = jwk.toRSAKey().toRSAPublicKey();
        return rsa().generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }

    private Key privateKey(JWK jwk) throws GeneralSecurityException, JOSEException {
        if (!(jwk.toRSAKey().toRSAPrivateKey() instanceof RSAPrivateCrtKey key)) {
            throw new JOSEException("p, q, dp, dq, qi: must be there beside d");
        }
        return rsa().generatePrivate(new RSAPrivateCrtKeySpec(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient()));
    }

    private KeyFactory rsa() throws GeneralSecurityException {
        return crypto.keyFactory(SignatureScheme.RSA_PSS_SHA256);
    }
}
