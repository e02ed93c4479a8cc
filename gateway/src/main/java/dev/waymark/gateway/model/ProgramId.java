package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/** A program (protocol, section 1). */
public record ProgramId(String value) implements Comparable<ProgramId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{2,40}");

    public ProgramId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a program id must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ProgramId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
