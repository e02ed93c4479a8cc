package dev.waymark.channels.email;

import java.nio.charset.StandardCharsets;

/** Plain text as a MIME entity of its own, to be signed and encrypted. Pure. */
public final class MimeText {

    private MimeText() {}

    /** Headers, an empty line, the text; ASCII, every line ending in CRLF (RFC 8551, section 3.1.1). */
    public static byte[] entity(String text) {
        String whole = MailOnTheWire.part("text/plain", text).whole();
        String closed = whole.endsWith("\n") ? whole : whole + "\n";
        return closed.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
