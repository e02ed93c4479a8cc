package dev.waymark.gateway.partners;

import dev.waymark.gateway.smime.CertificateNames;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the certificates that mail is encrypted to (protocol, section 4; RFC 8550). Nothing they point to is fetched. */
public final class MailCertificates {

    private static final Pattern ONE_PEM =
            Pattern.compile("\\s*-----BEGIN CERTIFICATE-----\\s+[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----\\s*");
    private static final int LONGEST = 16 << 10;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final Set<Integer> CURVES = Set.of(256, 384, 521);
    private static final Set<String> MAIL_PURPOSES = Set.of("1.3.6.1.5.5.7.3.4", "2.5.29.37.0");

    private MailCertificates() {}

    /** Not yet, or no longer. */
    public static final class OutOfDate extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private OutOfDate() {
            super("is out of date");
        }
    }

    /**
     * The PEM as given, if it is one certificate in date at {@code now}, fit for encryption, and naming {@code address};
     * throws {@link IllegalArgumentException} that says what is wrong.
     */
    public static String read(String pem, String address, Instant now) {
        usable(pem, address, now);
        return pem;
    }

    /** As {@link #read}, whatever its dates: one that ran out since it was put into a file stops no start. */
    static String readWhateverItsDates(String pem, String address) {
        fit(pem, address);
        return pem;
    }

    /** The certificate itself, on the terms of {@link #read}. */
    public static X509Certificate usable(String pem, String address, Instant now) {
        X509Certificate certificate = fit(pem, address);
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new OutOfDate();
        }
        return certificate;
    }

    private static X509Certificate fit(String pem, String address) {
        X509Certificate certificate = parse(pem);
        if (!mayEncrypt(certificate)) {
            throw new IllegalArgumentException(
                    "is not fit for encrypting mail: it needs an RSA key of 2,048 bits or an EC key on P-256, P-384 or"
                            + " P-521, and a key usage that allows encryption");
        }
        if (!CertificateNames.names(certificate, address)) {
            throw new IllegalArgumentException("does not name this address");
        }
        return certificate;
    }

    private static X509Certificate parse(String pem) {
        if (pem.length() > LONGEST || !ONE_PEM.matcher(pem).matches()) {
            throw new IllegalArgumentException("must be one certificate in PEM form");
        }
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("must be one certificate in PEM form", e);
        }
    }

    private static boolean mayEncrypt(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes != null && purposes.stream().noneMatch(MAIL_PURPOSES::contains)) {
                return false;
            }
        } catch (CertificateException e) {
            return false;
        }
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= 2_048 && (usage == null || usage[KEY_ENCIPHERMENT]);
        }
        return certificate.getPublicKey() instanceof ECPublicKey ec
                && CURVES.contains(ec.getParams().getCurve().getField().getFieldSize())
                && (usage == null || usage[KEY_AGREEMENT]);
    }
}
