package dev.waymark.gateway.model;

import java.util.regex.Pattern;

/**
 * Why somebody is told of a milestone: {@code told}, {@code requested}, {@code corrected}, {@code cancelled},
 * {@code reminder 1} …, {@code escalation 1} …, and, where the same is due more than once, with a number behind it: {@code requested 2} after a task went to another and came
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
    public static final Purpose REMINDER = new Purpose("reminder");
    public static final Purpose ESCALATION = new Purpose("escalation");

    public Purpose {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a purpose must match " + FORM);
        }
    }

    /** The n-th of its kind: itself for the first. */
    public Purpose nth(int n) {
        return n <= 1 ? this : new Purpose(kind() + " " + n);
    }

    /** The n-th of a kind that is numbered from the first on: {@code reminder 1}. */
    public Purpose numbered(int n) {
        return new Purpose(kind() + " " + n);
    }

    /** Its number; 1 where it has none. */
    public int number() {
        int space = value.indexOf(' ');
        return space < 0 ? 1 : Integer.parseInt(value.substring(space + 1));
    }

    /** Whether it follows up a task that was not answered. */
    public boolean followsUp() {
        return kind().equals(REMINDER.kind()) || kind().equals(ESCALATION.kind());
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
