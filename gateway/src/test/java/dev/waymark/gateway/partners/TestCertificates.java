package dev.waymark.gateway.partners;

import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates as people might send them. */
public final class TestCertificates {

    private String subject = "CN=Ana";
    private Optional<String> address = Optional.empty();
    private int bits = 2_048;
    private Optional<Integer> usage = Optional.of(KeyUsage.keyEncipherment);
    private Optional<KeyPurposeId> purpose = Optional.of(KeyPurposeId.id_kp_emailProtection);
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

    TestCertificates ec() {
        bits = 256;
        return this;
    }

    TestCertificates usage(int only) {
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

    TestCertificates valid(String begin, String end) {
        from = Instant.parse(begin);
        until = Instant.parse(end);
        return this;
    }

    public String pem() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(bits == 256 ? "EC" : "RSA");
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name(subject);
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(from), Date.from(until), name, keys.getPublic());
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
        var signer = new JcaContentSignerBuilder(bits == 256 ? "SHA256withECDSA" : "SHA256withRSA");
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(builder.build(signer.build(keys.getPrivate())));
        }
        return text.toString();
    }
}
