package dev.waymark.gateway.responsiveness;

import java.util.Locale;

/** What time the measure counts: all that passes, or what the owner works of it, by its calendar. */
enum MeasureClock {
    ELAPSED,
    WORKING;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    static MeasureClock of(String word) {
        return switch (word) {
            case "elapsed" -> ELAPSED;
            case "working" -> WORKING;
            default -> throw new IllegalArgumentException("must be elapsed or working");
        };
    }
}
