package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/** What a task asks for, such as {@code provide-information}. */
public record Action(String value) implements Comparable<Action> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    public Action {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an action must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(Action other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
