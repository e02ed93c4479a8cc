package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/** A patient or caregiver within one case; says nothing about the person. */
public record PersonId(String value) implements Comparable<PersonId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public PersonId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a person id must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
