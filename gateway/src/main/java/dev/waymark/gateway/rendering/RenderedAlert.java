package dev.waymark.gateway.rendering;

/** What an alert says; {@code detail} may be empty. */
public record RenderedAlert(String title, String detail) {

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "RenderedAlert[redacted]";
    }
}
