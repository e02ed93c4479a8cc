package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.partners.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail from the wire, read as its reader would: by the {@code openssl} command, with the reader's key. */
class EncryptedMailTest {

    private static final String ANA = "ana@example.org";
    private static final String JANE = "jane@rx-one.example";
    private static final String ALERTS = "operator_alert where kind = 'certificate-unusable'";

    @TempDir
    Path folder;

    @Test
    void a_patient_with_an_rsa_certificate_reads_what_the_page_says_and_nobody_on_the_way_does() throws Exception {
        MailOpener ana = new MailOpener(folder, "ana", certificate().naming(ANA));
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            enrol(gateway, ana);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            KeepingRelay.Kept mail = mails(relay, ANA, 1).get(0);

            assertThat(mail.header("Content-Type")).contains("pkcs7-mime; smime-type=enveloped-data");
            assertThat(mail.header("From")).isEqualTo("Care Team <care@example.org>");
            assertThat(mail.header("MIME-Version")).isEqualTo("1.0");
            assertThat(mail.header("Date")).isNotEmpty();
            assertThat(ana.printed(mail.source())).contains("rsaesOaep", "aes-256-cbc");
            String text = read(ana, mail.source(), gateway).orElseThrow();
            assertThat(text).contains("Ana Diaz", "Qué pasó", "http://localhost:8080/a/");
            assertThat(mail.source()).doesNotContain("pasó", "http://localhost:8080/a/", "orphan-x", "rx-one");
            assertThat(read(ana, changed(mail.source()), gateway)).isEmpty();
            assertThat(new MailOpener(folder, "eve", certificate().naming(ANA))
                            .read(mail.source(), certificateOf(gateway), gateway.now()))
                    .isEmpty();
        }
    }

    @Test
    void a_contact_with_an_ec_certificate_that_names_gcm_reads_what_the_webhook_says() throws Exception {
        MailOpener jane = new MailOpener(
                folder,
                "jane",
                certificate().naming(JANE).ec().usage(KeyUsage.keyAgreement).gcm());
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            give(gateway, jane);
            enrol(gateway, jane, false);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            KeepingRelay.Kept mail = mails(relay, JANE, 1).get(0);

            assertThat(mail.header("Content-Type")).contains("smime-type=authEnveloped-data");
            assertThat(jane.printed(mail.source())).contains("dhSinglePass-stdDH-sha256kdf-scheme", "aes-256-gcm");
            assertThat(read(jane, mail.source(), gateway).orElseThrow())
                    .contains("Payer asks for chart notes", "C-1001", "acme-hub Inc", "http://localhost:8080/a/");
            assertThat(mail.source()).doesNotContain("chart", "C-1001", "acme-hub", "http://localhost:8080/a/");
            assertThat(read(jane, changed(mail.source()), gateway)).isEmpty();
        }
    }

    @Test
    void the_second_attempt_has_the_same_message_id_and_another_encryption() throws Exception {
        MailOpener ana = new MailOpener(folder, "ana", certificate().naming(ANA));
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            enrol(gateway, ana);
            relay.putsOff(2);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            mails(relay, ANA, 1);
            await().until(() -> Sql.count(gateway, "attempt where outcome = 'deferred'") == 2);
            gateway.clocks.advanceSteady(Duration.ofMinutes(1));

            List<KeepingRelay.Kept> both = mails(relay, ANA, 2);
            assertThat(both.get(0).header("Message-ID"))
                    .isNotEmpty()
                    .isEqualTo(both.get(1).header("Message-ID"));
            assertThat(both.get(0).source()).isNotEqualTo(both.get(1).source());
            assertThat(read(ana, both.get(1).source(), gateway)).isPresent();
        }
    }

    @Test
    void an_expired_certificate_is_answered_with_a_link_and_told_to_operators_once() throws Exception {
        MailOpener ana = new MailOpener(
                folder, "ana", certificate().naming(ANA).valid("2026-01-01T00:00:00Z", "2026-03-20T00:00:00Z"));
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            enrol(gateway, ana);
            gateway.clocks.advance(Duration.ofDays(14));
            People people = new People(gateway);
            people.report("evt-1", "prior-auth.info-requested");
            mails(relay, ANA, 1);
            people.report("evt-2", "prior-auth.approved");

            for (KeepingRelay.Kept mail : mails(relay, ANA, 2)) {
                assertThat(mail.header("Content-Type")).startsWith("text/plain");
                assertThat(mail.source()).contains("http://localhost:8080/a/").doesNotContain("Qué pasó");
            }
            people.awaitAllOut();
            assertThat(Sql.count(gateway, ALERTS)).isEqualTo(1);
            assertThat(Sql.text(gateway, "select about || ' ' || code from " + ALERTS))
                    .matches("[0-9a-f-]{36}/person/patient out-of-date");
        }
    }

    @Test
    void gcm_where_the_case_chose_it_for_a_reader_whose_certificate_does_not_name_it() throws Exception {
        MailOpener ana = new MailOpener(folder, "ana", certificate().naming(ANA));
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            enrol(gateway, patient(ana, "gcm"));
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            KeepingRelay.Kept mail = mails(relay, ANA, 1).get(0);

            assertThat(mail.header("Content-Type")).contains("pkcs7-mime; smime-type=authEnveloped-data");
            assertThat(ana.printed(mail.source())).contains("rsaesOaep", "aes-256-gcm");
            assertThat(read(ana, mail.source(), gateway).orElseThrow()).contains("Ana Diaz", "Qué pasó");
            assertThat(read(ana, changed(mail.source()), gateway)).isEmpty();
        }
    }

    @Test
    void outside_of_an_encrypted_mail_stand_one_click_and_nothing_of_the_case() throws Exception {
        MailOpener ana = new MailOpener(folder, "ana", certificate().naming(ANA));
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            gateway.restartBehindProxy();
            enrol(gateway, ana);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            KeepingRelay.Kept mail = mails(relay, ANA, 1).get(0);

            List<String> outside =
                    mail.source().lines().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(outside.stream()
                            .filter(line -> !line.startsWith(" "))
                            .map(line -> line.substring(0, line.indexOf(':'))))
                    .containsExactlyInAnyOrder(
                            "Date",
                            "From",
                            "To",
                            "Subject",
                            "Message-ID",
                            "Auto-Submitted",
                            "List-Unsubscribe",
                            "List-Unsubscribe-Post",
                            "MIME-Version",
                            "Content-Type",
                            "Content-Transfer-Encoding");
            assertThat(mail.header("List-Unsubscribe")).matches("<https://localhost:8080/u/[A-Za-z0-9_-]{22}>");
            assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
            assertThat(mail.header("Content-Transfer-Encoding")).isEqualTo("base64");
            assertThat(String.join("\n", outside))
                    .doesNotContainIgnoringCase("C-1001", "orphan", "rx-one", "prior", "seguro", "autorizaci");
            assertThat(read(ana, mail.source(), gateway).orElseThrow()).contains("https://localhost:8080/a/");

            String page = mail.header("List-Unsubscribe").replaceAll("^<https://localhost:8080|>$", "");
            assertThat(new People(gateway)
                            .submit(page, "List-Unsubscribe=One-Click")
                            .status())
                    .isEqualTo(200);
            assertThat(Sql.count(gateway, "opt_out where channel = 'email' and until is null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_certificate_that_cannot_be_encrypted_to_after_all_is_answered_with_a_link_and_told_once() throws Exception {
        MailOpener ana = new MailOpener(folder, "ana", certificate().naming(ANA).hollow());
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = started(relay)) {
            enrol(gateway, ana);
            People people = new People(gateway);
            people.report("evt-1", "prior-auth.info-requested");
            mails(relay, ANA, 1);
            people.report("evt-2", "prior-auth.approved");

            for (KeepingRelay.Kept mail : mails(relay, ANA, 2)) {
                assertThat(mail.header("Content-Type")).startsWith("text/plain");
                assertThat(mail.source()).contains("http://localhost:8080/a/").doesNotContain("Qué pasó");
            }
            people.awaitAllOut();
            assertThat(Sql.count(gateway, ALERTS)).isEqualTo(1);
            assertThat(Sql.text(gateway, "select about || ' ' || code from " + ALERTS))
                    .matches("[0-9a-f-]{36}/person/patient unusable");
            assertThat(Sql.count(
                            gateway,
                            "notification where channel = 'email' and recipient = 'person/patient'"
                                    + " and state = 'delivered' and content_level = 'minimal' and not encrypted"))
                    .isEqualTo(2);
        }
    }

    private TestGateway started(KeepingRelay relay) {
        return new TestGateway(folder, new Setup("", "", relay.port()));
    }

    private static void enrol(TestGateway gateway, MailOpener patient) {
        enrol(gateway, patient, true);
    }

    private static void enrol(TestGateway gateway, MailOpener reader, boolean isPatient) {
        enrol(gateway, isPatient ? patient(reader, null) : Cases.withoutPeople());
    }

    private static JsonObject patient(MailOpener reader, @Nullable String smime) {
        JsonObject body = Cases.usual();
        JsonObject email = body.getJsonArray("people").getJsonObject(0).getJsonObject("email");
        email.put("certificate", reader.certificate);
        if (smime != null) {
            email.put("smime", smime);
        }
        return body;
    }

    private static void enrol(TestGateway gateway, JsonObject body) {
        Answer enrolled = gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", body);
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(201);
    }

    /** Makes the certificate that of the pharmacy's contact. */
    private static void give(TestGateway gateway, MailOpener contact) {
        JsonObject partner = new JsonObject()
                .put("name", "Rx One")
                .put("roles", JsonArray.of("specialty_pharmacy"))
                .put("programs", JsonArray.of("orphan-x"))
                .put(
                        "contacts",
                        JsonArray.of(new JsonObject()
                                .put("name", "Jane Roe")
                                .put("email", JANE)
                                .put("certificate", contact.certificate)));
        Answer put = gateway.as("ada").put("/v1/admin/partners/rx-one", partner);
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        gateway.restart();
    }

    private static List<KeepingRelay.Kept> mails(KeepingRelay relay, String address, int count) {
        await().until(() -> relay.to(address).size() == count);
        return relay.to(address);
    }

    private static Optional<String> read(MailOpener reader, String source, TestGateway gateway) throws Exception {
        return reader.read(source, certificateOf(gateway), gateway.now());
    }

    /** What the JWKS says that mail is signed with. */
    private static JsonObject certificateOf(TestGateway gateway) {
        return gateway
                .call(HttpMethod.GET, "/.well-known/jwks.json", Map.of(), Optional.empty())
                .json()
                .getJsonArray("keys")
                .stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.containsKey("x5c"))
                .findFirst()
                .orElseThrow();
    }

    /** One letter of the fourth line from the end is another. */
    private static String changed(String source) {
        String[] lines = source.split("\r\n", -1);
        int at = lines.length - 6;
        char other = lines[at].charAt(10) == 'A' ? 'B' : 'A';
        lines[at] = lines[at].substring(0, 10) + other + lines[at].substring(11);
        return String.join("\r\n", lines);
    }
}
