package dev.waymark.channels.email;

import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.Utils;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes a mail as it will stand on the wire: ASCII, lines of at most 76 columns unless plain. The client is told to
 * take it as it is ({@code setFixedHeaders}), since its own encoding cuts characters beyond U+FFFF in two. Pure.
 */
final class MailOnTheWire {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern SEVEN_BIT = Pattern.compile("([\\x20-\\x7e\\t]{0,78}\\n)*[\\x20-\\x7e\\t]{0,78}");

    private MailOnTheWire() {}

    static String messageId(MailEnvelope envelope, MailAddress from) {
        return "<" + envelope.id() + "@" + from.domain() + ">";
    }

    static MailMessage write(MailEnvelope envelope, MailAddress from, Instant at) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.add("Date", DATE.format(at));
        headers.add("From", EncodedWords.address(from));
        headers.add("To", EncodedWords.address(envelope.to()));
        headers.add("Subject", EncodedWords.text(envelope.subject()));
        headers.add("Message-ID", messageId(envelope, from));
        headers.add("Auto-Submitted", "auto-generated");
        envelope.headers().forEach(headers::add);
        headers.add("MIME-Version", "1.0");
        Part body = body(envelope);
        headers.add("Content-Type", body.type());
        headers.add("Content-Transfer-Encoding", body.encoding());
        return new MailMessage()
                .setFixedHeaders(true)
                .setHeaders(headers)
                .setFrom(from.address())
                .setTo(envelope.to().address())
                .setText(body.lines());
    }

    private static Part body(MailEnvelope envelope) {
        return envelope.ready()
                .map(ready -> new Part(ready.contentType(), "base64", ready.lines()))
                .orElseGet(() -> words(envelope));
    }

    private static Part words(MailEnvelope envelope) {
        Part text = part("text/plain", envelope.text());
        Optional<Part> html = envelope.html().map(form -> part("text/html", form));
        return html.map(other -> alternative(envelope.id(), text, other)).orElse(text);
    }

    private static Part alternative(String id, Part text, Part html) {
        // "=_" stands in neither of the two encodings, so the boundary never appears in a part.
        String boundary = "=_" + id;
        String lines = "--" + boundary + "\n" + text.whole() + "\n--" + boundary + "\n" + html.whole() + "\n--"
                + boundary + "--\n";
        return new Part("multipart/alternative; boundary=\"" + boundary + "\"", "7bit", lines);
    }

    static Part part(String type, String content) {
        String lines = content.replace("\r\n", "\n").replace('\r', '\n');
        return SEVEN_BIT.matcher(lines).matches() && !lines.contains("=_")
                ? new Part(type + "; charset=us-ascii", "7bit", lines)
                : new Part(type + "; charset=utf-8", "quoted-printable", Utils.encodeQP(lines));
    }

    record Part(String type, String encoding, String lines) {

        String whole() {
            return "Content-Type: " + type + "\nContent-Transfer-Encoding: " + encoding + "\n\n" + lines;
        }
    }
}
