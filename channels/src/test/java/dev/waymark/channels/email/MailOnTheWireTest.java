package dev.waymark.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import dev.waymark.channels.email.EmailSettings.StartTls;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out, read back by a mail library that is not ours. */
@ExtendWith(VertxExtension.class)
class MailOnTheWireTest {

    private static final Instant AT = Instant.parse("2026-11-05T15:04:05Z");
    private static final String HARD =
            "¡Equipo de atención! 🙈🙈🙈 Ελληνικά 日本語 ".repeat(4).strip();

    private final GreenMail relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void a_plain_mail_reads_as_it_was_written(Vertx vertx) throws Exception {
        MimeMessage mail = send(vertx, "Care Team <care@example.org>", "News", "Hello,\n\n.\n..dots\nthere is news.\n");

        assertThat(mail.getMessageID()).isEqualTo("<n-1@example.org>");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(AT);
        assertThat(mail.getSubject()).isEqualTo("News");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<https://gateway.example/u/abc>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getContent().toString().replace("\r\n", "\n")).isEqualTo("Hello,\n\n.\n..dots\nthere is news.");
        InternetAddress from = (InternetAddress) mail.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Care Team");
        assertThat(from.getAddress()).isEqualTo("care@example.org");
        assertThat(mail.getRecipients(Message.RecipientType.TO))
                .containsExactly(new InternetAddress("ana@example.org"));
    }

    @Test
    void every_script_survives_and_the_wire_stays_ascii(Vertx vertx) throws Exception {
        MimeMessage mail = send(vertx, "Atención 🙈 <care@example.org>", HARD, HARD + "\n\t trailing \n=_x");

        assertThat(mail.getSubject()).isEqualTo(HARD);
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Atención 🙈");
        assertThat(mail.getContent().toString().replace("\r\n", "\n")).startsWith(HARD + "\n\t trailing \n=_x");
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        mail.writeTo(wire);
        List<String> lines = wire.toString(StandardCharsets.ISO_8859_1).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("[\\x20-\\x7e\\t]{0,78}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Care, \"Team\" \\ Co", "Jane (Care) Roe", "=?UTF-8?Q?x?=", "Care; Team: x"})
    void a_name_with_marks_of_its_own_stays_a_name(String name) throws Exception {
        MailAddress address = new MailAddress(Optional.of(name), "care@example.org");

        InternetAddress[] read =
                InternetAddress.parse(EncodedWords.address(address).replace("\r\n", ""));

        assertThat(read).hasSize(1);
        assertThat(read[0].getAddress()).isEqualTo("care@example.org");
        assertThat(read[0].getPersonal()).isEqualTo(name);
    }

    @Test
    void text_and_html_are_alternatives(Vertx vertx) throws Exception {
        MailEnvelope both = new MailEnvelope(
                "n-1",
                MailAddress.parse("ana@example.org"),
                "News",
                "Atención",
                Optional.of("<p lang=\"es\">Atención</p>"),
                Map.of());
        MimeMessage mail = send(vertx, "care@example.org", both);

        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(0).getContent()).asString().isEqualTo("Atención");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent()).asString().isEqualTo("<p lang=\"es\">Atención</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"News\r\nBcc: eve@example.org", "News\nX: y", "News\r", "News\0", "", " "})
    void a_subject_of_more_than_one_line_makes_no_envelope(String subject) {
        assertThatThrownBy(() -> plain(subject, "text", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@example.org", "a\nb", "a\0", "á", ""})
    void a_header_of_more_than_one_line_makes_no_envelope(String value) {
        assertThatThrownBy(() -> plain("News", "text", Map.of("X-Kind", value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bcc", "to", "FROM", "Content-Type", "X Y", "X:Y", "X\r\nY", "Message-Id", ""})
    void a_header_that_is_the_channels_own_makes_no_envelope(String name) {
        assertThatThrownBy(() -> plain("News", "text", Map.of(name, "value")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "@example.org",
                "ana@",
                "ana@exa mple.org",
                "ana@example.org\r\nRCPT TO:<eve@example.org>",
                "ana@example.org>",
                "<ana@example.org",
                "ana@example.org,eve@example.org",
                "a b@example.org",
                ".ana@example.org",
                "ána@example.org",
                "ana@example..org",
                "ana@-example.org",
                "ana@example.org\0"
            })
    void what_is_no_address_makes_none(String address) {
        assertThat(MailAddress.isValid(address)).isFalse();
        assertThatThrownBy(() -> new MailAddress(Optional.empty(), address))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_domain_in_another_script_is_written_in_ascii() {
        assertThat(MailAddress.parse("Ana <ana@EXÄMPLE.org>").address()).isEqualTo("ana@xn--exmple-cua.org");
        assertThatThrownBy(() -> new MailAddress(Optional.of("Eve\r\nBcc: x"), "eve@example.org"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_personal_prints() {
        MailEnvelope mail = plain("About Ana", "Dear Ana", Map.of());

        assertThat(mail + " " + mail.to()).doesNotContainIgnoringCase("ana");
    }

    private static MailEnvelope plain(String subject, String text, Map<String, String> headers) {
        return new MailEnvelope("n-1", MailAddress.parse("ana@example.org"), subject, text, Optional.empty(), headers);
    }

    private MimeMessage send(Vertx vertx, String from, String subject, String text) {
        Map<String, String> headers = Map.of(
                "List-Unsubscribe", "<https://gateway.example/u/abc>",
                "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return send(vertx, from, plain(subject, text, headers));
    }

    private MimeMessage send(Vertx vertx, String from, MailEnvelope envelope) {
        EmailSettings settings =
                EmailSettings.of("127.0.0.1", relay.getSmtp().getPort(), MailAddress.parse(from), StartTls.OFF);
        EmailChannel channel = new EmailChannel(vertx, settings, InstantSource.fixed(AT));

        assertThat(Wait.on(channel.send(envelope))).isInstanceOf(SendOutcome.Accepted.class);
        Wait.on(channel.close());
        MimeMessage[] received = relay.getReceivedMessages();
        assertThat(received).hasSize(1);
        return received[0];
    }
}
