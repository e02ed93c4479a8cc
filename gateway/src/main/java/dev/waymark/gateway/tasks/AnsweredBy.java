package dev.waymark.gateway.tasks;

import java.util.Locale;

/** What its owner's first answer to a task was (protocol, sections 5 and 10). */
public enum AnsweredBy {
    ACKNOWLEDGEMENT,
    STATUS,
    ON_HOLD,
    MILESTONE,
    MESSAGE;

    /** The word in the database, such as {@code on-hold}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the word; throws {@link IllegalArgumentException} for any other. */
    public static AnsweredBy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
