package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/**
 * Why somebody is told of a milestone: {@code told}, {@code requested}, {@code corrected}, {@code cancelled}, and, where
 * the same is due more than once, with a number behind it: {@code requested 2} after a task went to another and came
 * back. A milestone, purpose, recipient and channel have one notification, whatever is retried or replayed.
 */
public record Purpose(String value) {

    // First, for the constants below are checked against it.
    private static final Pattern FORM = Pattern.compile("[a-z]{1,20}( [1-9][0-9]{0,3})?");

    public static final Purpose TOLD = new Purpose("told");
    public static final Purpose REQUESTED = new Purpose("requested");
    public static final Purpose CORRECTED = new Purpose("corrected");
    public static final Purpose MESSAGE = new Purpose("message");
    public static final Purpose CANCELLED = new Purpose("cancelled");

    public Purpose {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a purpose must match " + FORM);
        }
    }

    /** The n-th of its kind: itself for the first. */
    public Purpose nth(int n) {
        return n <= 1 ? this : new Purpose(kind() + " " + n);
    }

    /** The purpose without its number. */
    public String kind() {
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(0, space);
    }

    @Override
    public String toString() {
        return value;
    }
}
