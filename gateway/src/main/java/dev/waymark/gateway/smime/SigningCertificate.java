package dev.waymark.gateway.smime;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The gateway's key and certificate for signing mail. Prints as the certificate's serial number. Immutable. */
public final class SigningCertificate {

    /** Long, since readers who came to trust it would have to do so again. */
    private static final Period LIFETIME = Period.ofYears(10);

    private static final int SERIAL_BITS = 127;
    private static final int LEAST_RSA_BITS = 2_048;

    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;
    private final String algorithm;

    /**
     * @param chain the key's own certificate, then maybe those of its issuers: all go into each message
     * @throws IllegalArgumentException that says what is wrong, where the key is of another kind than RSA of 2,048 bits or
     *     more, or EC on P-256, P-384 or P-521
     */
    SigningCertificate(PrivateKey privateKey, List<X509Certificate> chain) {
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
        this.algorithm = algorithm(chain.get(0).getPublicKey());
    }

    private static String algorithm(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            return "SHA256withRSA";
        }
        int curve = key instanceof ECPublicKey ec
                ? ec.getParams().getCurve().getField().getFieldSize()
                : 0;
        return switch (curve) {
            case 256 -> "SHA256withECDSA";
            case 384 -> "SHA384withECDSA";
            case 521 -> "SHA512withECDSA";
            default ->
                throw new IllegalArgumentException(
                        "has a key that does not sign mail: it must be RSA of 2,048 bits or more, or EC on P-256, P-384 or P-521");
        };
    }

    /** A new P-256 key with a certificate signed by itself that names {@code address} (RFC 8550), for signing mail alone. */
    public static SigningCertificate selfSigned(String address, Instant now, Provider provider, SecureRandom random) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", provider);
            pairs.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = pairs.generateKeyPair();
            X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, address)
                    .build();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, random).setBit(0),
                    Date.from(now),
                    Date.from(now.atOffset(ZoneOffset.UTC).plus(LIFETIME).toInstant()),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.rfc822Name, address)));
            return new SigningCertificate(
                    pair.getPrivate(),
                    List.of(new JcaX509CertificateConverter()
                            .setProvider(provider)
                            .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                                    .setProvider(provider)
                                    .setSecureRandom(random)
                                    .build(pair.getPrivate())))));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException impossible) {
            throw new IllegalStateException("a certificate on P-256", impossible);
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate, then those of its issuers as far as they were given. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Secret. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** As JCA calls it. */
    String algorithm() {
        return algorithm;
    }

    @Override
    public String toString() {
        return "SigningCertificate[" + certificate().getSerialNumber() + "]";
    }
}
