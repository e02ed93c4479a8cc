package dev.waymark.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import dev.waymark.channels.email.EmailSettings.StartTls;
import io.vertx.core.Vertx;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a subject, a name or an address holds: on the wire there are our headers and no other, to one address. */
class MailHeadersPropertyTest {

    private static final List<String> HEADERS = List.of(
            "Auto-Submitted",
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "List-Unsubscribe",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To");

    private static final Vertx VERTX = Vertx.vertx();
    private static final GreenMail RELAY = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeContainer
    static void start() {
        RELAY.start();
    }

    @AfterContainer
    static void stop() {
        RELAY.stop();
        Wait.on(VERTX.close());
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(
                        "\r",
                        "\n",
                        "\r\n",
                        "\0",
                        "\r\nBcc: eve@example.org",
                        "\nX-A: b",
                        "\u2028",
                        "\u0085",
                        "=?UTF-8?B?",
                        "\"",
                        "\\",
                        "<",
                        ">",
                        ",",
                        ";",
                        ":",
                        "@",
                        " ",
                        "\t",
                        "Ana",
                        "ñ",
                        "日本",
                        "\uD83D\uDE48",
                        "\uD800",
                        "."),
                Arbitraries.strings().ofMaxLength(6));
        return piece.list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.oneOf(
                Arbitraries.just("ana@example.org"),
                hostile().map(text -> text + "@example.org"),
                hostile().map(text -> "ana@" + text),
                hostile().map(text -> "ana@example.org" + text));
    }

    @Property(tries = 400)
    void nothing_is_injected(
            @ForAll("hostile") String subject, @ForAll("hostile") String name, @ForAll("addresses") String address)
            throws Exception {
        // Where the three together make no mail, two of them may, so that enough reaches the wire.
        Optional<MailEnvelope> made = made(subject, name, address)
                .or(() -> made("News", name, "ana@example.org"))
                .or(() -> made(subject, "Ana", "ana@example.org"));
        if (made.isEmpty()) {
            return;
        }
        MailEnvelope mail = made.get();
        MimeMessage seen = send(mail);
        assertThat(names(seen)).isEqualTo(HEADERS);
        assertThat(seen.getAllRecipients()).hasSize(1);
        InternetAddress to = (InternetAddress) seen.getAllRecipients()[0];
        assertThat(to.getAddress()).isEqualTo(mail.to().address());
        assertThat(seen.getMessageID()).isEqualTo("<n-1@example.org>");
        if (isText(mail.subject())) {
            assertThat(seen.getSubject().strip()).isEqualTo(mail.subject().strip());
        }
    }

    private static Optional<MailEnvelope> made(String subject, String name, String address) {
        try {
            return Optional.of(envelope(new MailAddress(Optional.of(name), address), subject));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static MailEnvelope envelope(MailAddress to, String subject) {
        return new MailEnvelope(
                "n-1",
                to,
                subject,
                "there is news",
                Optional.empty(),
                Map.of("List-Unsubscribe", "<https://gateway.example/u/abc>"));
    }

    private static MimeMessage send(MailEnvelope mail) throws Exception {
        RELAY.purgeEmailFromAllMailboxes();
        EmailSettings settings = EmailSettings.of(
                "127.0.0.1", RELAY.getSmtp().getPort(), MailAddress.parse("Care <care@example.org>"), StartTls.OFF);
        EmailChannel channel =
                new EmailChannel(VERTX, settings, InstantSource.fixed(Instant.parse("2026-11-21T15:04:05Z")));
        assertThat(Wait.on(channel.send(mail))).isInstanceOf(SendOutcome.Accepted.class);
        Wait.on(channel.close());
        MimeMessage[] received = RELAY.getReceivedMessages();
        assertThat(received).hasSize(1);
        return received[0];
    }

    private static List<String> names(MimeMessage mail) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            if (!header.getName().equals("Return-Path") && !header.getName().equals("Received")) {
                names.add(header.getName());
            }
        }
        Collections.sort(names);
        return names;
    }
}
