package dev.waymark.gateway.smime;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Whose mail a certificate is for (RFC 8550, section 3). Pure. */
public final class CertificateNames {

    private static final int RFC822_NAME = 1;
    // The attribute emailAddress (PKCS #9), which LdapName knows by its number only.
    private static final String EMAIL_ATTRIBUTE = "1.2.840.113549.1.9.1";

    private CertificateNames() {}

    /** Whether {@code address} is among the certificate's, in whatever case. */
    public static boolean names(X509Certificate certificate, String address) {
        return addresses(certificate).contains(address.toLowerCase(Locale.ROOT));
    }

    private static Set<String> addresses(X509Certificate certificate) {
        Set<String> addresses = new HashSet<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                names.stream()
                        .filter(name -> name.get(0).equals(RFC822_NAME))
                        .forEach(name ->
                                addresses.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
            }
            new LdapName(certificate.getSubjectX500Principal().getName("RFC2253", Map.of(EMAIL_ATTRIBUTE, "email")))
                    .getRdns().stream()
                            .filter(part -> part.getType().equals("email"))
                            .forEach(part -> addresses.add(
                                    String.valueOf(part.getValue()).toLowerCase(Locale.ROOT)));
        } catch (CertificateException | InvalidNameException unreadable) {
            // a name that cannot be read names nobody
            return addresses;
        }
        return addresses;
    }
}
