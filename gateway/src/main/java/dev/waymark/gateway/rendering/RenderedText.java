package dev.waymark.gateway.rendering;

/** A text message, in the language it came out in. */
public record RenderedText(String text, String language) {

    /** How many parts it travels in: 160 characters of GSM-7 or 70 of UCS-2 in one, 153 or 67 in each of several. */
    public int segments() {
        return Gsm7.segments(text);
    }

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "RenderedText[redacted]";
    }
}
