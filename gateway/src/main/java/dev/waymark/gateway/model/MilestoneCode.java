package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/** A milestone code of the journey, such as {@code prior-auth.info-requested}. */
public record MilestoneCode(String value) implements Comparable<MilestoneCode> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}\\.[a-z0-9-]{1,40}");

    public MilestoneCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a milestone code must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(MilestoneCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
