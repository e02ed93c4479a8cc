package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/** A partner organisation (protocol, section 1). */
public record PartnerId(String value) implements Comparable<PartnerId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{2,40}");

    public PartnerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a partner id must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(PartnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
