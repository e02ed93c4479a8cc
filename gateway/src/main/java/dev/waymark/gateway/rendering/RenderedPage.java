package dev.waymark.gateway.rendering;

/** A page of HTML without script; it asks for nothing but {@code /a.css}. */
public record RenderedPage(String html, String language) {

    /** What such a page is served with. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "RenderedPage[redacted]";
    }
}
