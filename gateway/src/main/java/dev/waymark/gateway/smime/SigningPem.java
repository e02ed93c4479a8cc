package dev.waymark.gateway.smime;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** A {@link SigningCertificate} as text: a private key and its certificate in PEM, in either order, maybe issuers' after them. Pure. */
public final class SigningPem {

    private static final byte[] PROBE = {1};
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private SigningPem() {}

    /** PKCS #8, then the certificates. */
    public static String write(SigningCertificate own) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS8Generator(own.privateKey(), null));
            for (X509Certificate each : own.chain()) {
                pem.writeObject(each);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** Reads what {@link #write} writes, or openssl; throws {@link IllegalArgumentException} that says what is wrong. */
    public static SigningCertificate read(String pem, Provider provider) {
        Optional<PrivateKey> key = Optional.empty();
        List<X509Certificate> all = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter keys = new JcaPEMKeyConverter().setProvider(provider);
            JcaX509CertificateConverter certificates = new JcaX509CertificateConverter().setProvider(provider);
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PrivateKeyInfo info) {
                    key = Optional.of(keys.getPrivateKey(info));
                } else if (part instanceof PEMKeyPair pair) {
                    key = Optional.of(keys.getPrivateKey(pair.getPrivateKeyInfo()));
                } else if (part instanceof X509CertificateHolder holder) {
                    all.add(certificates.getCertificate(holder));
                }
            }
        } catch (IOException | CertificateException unreadable) {
            throw new IllegalArgumentException("cannot be read as PEM", unreadable);
        }
        PrivateKey own = key.orElseThrow(() -> new IllegalArgumentException(
                "has no private key that is not encrypted: PKCS #8, or as openssl writes it"));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("has no certificate");
        }
        SigningCertificate read = new SigningCertificate(own, all);
        if (!belong(read, provider)) {
            throw new IllegalArgumentException("has a first certificate that is not its private key's");
        }
        if (!maySign(read.certificate())) {
            throw new IllegalArgumentException("has a certificate that is not for signing mail, by its key usage");
        }
        return read;
    }

    private static boolean belong(SigningCertificate own, Provider provider) {
        try {
            Signature signature = Signature.getInstance(own.algorithm(), provider);
            signature.initSign(own.privateKey());
            signature.update(PROBE);
            byte[] probe = signature.sign();
            signature.initVerify(own.certificate().getPublicKey());
            signature.update(PROBE);
            return signature.verify(probe);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    private static boolean maySign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return (usage == null || usage[0] || usage[1])
                    && (purposes == null
                            || purposes.contains(ANY_PURPOSE)
                            || purposes.contains(KeyPurposeId.id_kp_emailProtection.getId()));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}
