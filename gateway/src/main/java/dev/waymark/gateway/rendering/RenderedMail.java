package dev.waymark.gateway.rendering;

/** A mail; {@code subject} is one line, {@code text} plain text. */
public record RenderedMail(String subject, String text) {

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "RenderedMail[redacted]";
    }
}
