package dev.waymark.gateway.rendering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an alert says; {@code detail} may be empty.
 *
 * @param parts the detail in pieces, where it says a time; else none
 */
public record RenderedAlert(String title, String detail, List<Part> parts) {

    public RenderedAlert {
        parts = List.copyOf(parts);
    }

    /** A piece of text; with {@code at}, it is that instant, as its program's clock shows it. */
    public record Part(String text, Optional<Instant> at) {

        @Override
        public String toString() {
            return "Part[redacted]";
        }
    }

    /** Without the words: records print where logs are. */
    @Override
    public String toString() {
        return "RenderedAlert[redacted]";
    }
}
