package dev.waymark.gateway.partners;

import static dev.waymark.gateway.partners.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class MailCertificatesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void a_certificate_that_names_the_address_is_taken() throws Exception {
        assertTaken(certificate().naming("ana@example.org"));
        assertTaken(certificate().naming("Ana@Example.org"));
        assertTaken(certificate().naming("ana@example.org").anyUsage());
        assertTaken(certificate().naming("ana@example.org").ec().usage(KeyUsage.keyAgreement));
        assertTaken(certificate().subject("CN=Ana,E=ana@example.org"));
    }

    @Test
    void another_address_is_refused() throws Exception {
        assertRefused(certificate().naming("eve@example.org"), "does not name");
        assertRefused(certificate(), "does not name");
        assertRefused(certificate().subject("CN=ana@example.org"), "does not name");
    }

    @Test
    void one_out_of_date_is_refused() throws Exception {
        assertRefused(
                certificate().naming("ana@example.org").valid("2020-01-01T00:00:00Z", "2026-11-20T00:00:00Z"),
                "out of date");
        assertRefused(
                certificate().naming("ana@example.org").valid("2026-11-22T00:00:00Z", "2030-01-01T00:00:00Z"),
                "out of date");
    }

    @Test
    void one_that_may_not_encrypt_is_refused() throws Exception {
        assertRefused(certificate().naming("ana@example.org").usage(KeyUsage.digitalSignature), "not fit");
        assertRefused(certificate().naming("ana@example.org").purpose(KeyPurposeId.id_kp_serverAuth), "not fit");
        assertRefused(certificate().naming("ana@example.org").rsa(1_024), "not fit");
    }

    @Test
    void what_is_no_certificate_is_refused() {
        for (String text : new String[] {
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MailCertificates.read(text, "ana@example.org", NOW))
                    .withMessageContaining("one certificate");
        }
    }

    private static void assertTaken(TestCertificates certificate) throws Exception {
        String pem = certificate.pem();
        assertThat(MailCertificates.read(pem, "ana@example.org", NOW)).isEqualTo(pem);
    }

    private static void assertRefused(TestCertificates certificate, String why) throws Exception {
        String pem = certificate.pem();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailCertificates.read(pem, "ana@example.org", NOW))
                .withMessageContaining(why);
    }
}
