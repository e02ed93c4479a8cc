package dev.waymark.gateway.partners;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates as people might send them. */
public final class TestCertificates {

    private String subject = "CN=Ana";
    private Optional<String> address = Optional.empty();
    private int bits = 2_048;
    private Optional<Integer> usage = Optional.of(KeyUsage.keyEncipherment);
    private Optional<KeyPurposeId> purpose = Optional.of(KeyPurposeId.id_kp_emailProtection);
    private boolean gcm;
    private boolean hollow;
    private Instant from = Instant.parse("2020-01-01T00:00:00Z");
    private Instant until = Instant.parse("2040-01-01T00:00:00Z");

    public static TestCertificates certificate() {
        return new TestCertificates();
    }

    public TestCertificates naming(String mail) {
        address = Optional.of(mail);
        return this;
    }

    TestCertificates subject(String name) {
        subject = name;
        return this;
    }

    TestCertificates rsa(int size) {
        bits = size;
        return this;
    }

    public TestCertificates ec() {
        bits = 256;
        return this;
    }

    public TestCertificates usage(int only) {
        usage = Optional.of(only);
        return this;
    }

    TestCertificates purpose(KeyPurposeId only) {
        purpose = Optional.of(only);
        return this;
    }

    TestCertificates anyUsage() {
        usage = Optional.empty();
        purpose = Optional.empty();
        return this;
    }

    public TestCertificates valid(String begin, String end) {
        from = Instant.parse(begin);
        until = Instant.parse(end);
        return this;
    }

    /** Looks like any other, and no cipher takes its key: the modulus is no product of two primes. */
    public TestCertificates hollow() {
        hollow = true;
        return this;
    }

    /** Names AES-256-GCM among what the reader's program can do (RFC 4262). */
    public TestCertificates gcm() {
        gcm = true;
        return this;
    }

    public String pem() throws Exception {
        return made().certificate();
    }

    /** Both in PEM. */
    public record Made(String certificate, String privateKey) {}

    public Made made() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(bits == 256 ? "EC" : "RSA");
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name(subject);
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(from), Date.from(until), name, hollow ? hollowKey() : keys.getPublic());
        if (address.isPresent()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.rfc822Name, address.get())));
        }
        if (usage.isPresent()) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage.get()));
        }
        if (purpose.isPresent()) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get()));
        }
        if (gcm) {
            SMIMECapabilityVector able = new SMIMECapabilityVector();
            able.addCapability(NISTObjectIdentifiers.id_aes256_GCM);
            builder.addExtension(
                    PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
                    false,
                    new DERSequence(able.toASN1EncodableVector()));
        }
        var signer = new JcaContentSignerBuilder(bits == 256 ? "SHA256withECDSA" : "SHA256withRSA");
        return new Made(
                pem(builder.build(signer.build(keys.getPrivate()))),
                pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
    }

    private static PublicKey hollowKey() throws Exception {
        BigInteger even = BigInteger.ONE.shiftLeft(2_047).add(BigInteger.TEN);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(even, RSAKeyGenParameterSpec.F4));
    }

    private static String pem(Object part) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(part);
        }
        return text.toString();
    }
}
