package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.outbox.OperatorAlert;
import dev.waymark.gateway.partners.MailCertificates;
import dev.waymark.gateway.smime.SmimeFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Whether a mail's reader can be encrypted to. */
sealed interface MailReader {

    /** Has given no certificate. */
    record Plain() implements MailReader {}

    record Encrypted(X509Certificate certificate, SmimeFormat format, String fingerprint) implements MailReader {

        /** What to say where it was found usable and is not: as {@link Unusable#alert}. */
        OperatorAlert doesNotWork(String recipient) {
            return new Unusable("unusable", fingerprint).alert(recipient);
        }
    }

    /** Has one that cannot be used: is written to as if there were none, and operators are told. */
    record Unusable(String code, String fingerprint) implements MailReader {

        /** Raised once for each reader and certificate; {@code recipient} is an id. */
        OperatorAlert alert(String recipient) {
            return new OperatorAlert(
                    "certificate-unusable", recipient, code, "certificate/" + recipient + "/" + fingerprint);
        }
    }

    static MailReader of(MailAddressee addressee, Instant now) {
        return addressee
                .certificate()
                .map(pem -> judged(pem, addressee.address(), addressee.smime(), now))
                .orElseGet(Plain::new);
    }

    private static MailReader judged(String pem, String address, Optional<String> smime, Instant now) {
        try {
            X509Certificate certificate = MailCertificates.usable(pem, address, now);
            SmimeFormat format = smime.map(chosen -> SmimeFormat.valueOf(chosen.toUpperCase(Locale.ROOT)))
                    .orElseGet(() -> SmimeFormat.of(certificate));
            return new Encrypted(certificate, format, fingerprint(pem));
        } catch (MailCertificates.OutOfDate outOfDate) {
            return new Unusable("out-of-date", fingerprint(pem));
        } catch (IllegalArgumentException unusable) {
            return new Unusable("unusable", fingerprint(pem));
        }
    }

    private static String fingerprint(String pem) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
