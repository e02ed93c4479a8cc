package dev.waymark.gateway.rendering;

/** A mail; {@code subject} is one line, {@code text} plain text, {@code language} what it came out in. */
public record RenderedMail(String subject, String text, String language) {

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "RenderedMail[redacted]";
    }
}
