package dev.waymark.gateway.responsiveness;

import java.util.Locale;

/** By what the rows of the measure are told apart. */
enum GroupBy {
    PARTNER,
    ACTION,
    MILESTONE,
    WEEK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    static GroupBy of(String word) {
        for (GroupBy groupBy : values()) {
            if (groupBy.word().equals(word)) {
                return groupBy;
            }
        }
        throw new IllegalArgumentException("must be one of partner, action, milestone, week");
    }
}
