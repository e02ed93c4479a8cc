package dev.waymark.gateway.model;

/** What a task asks for, such as {@code provide-information}. */
public record Action(String value) implements Comparable<Action> {

    private static final Form FORM = Form.of("a-z0-9-", 1, 64);

    /** What a message with a time to answer by asks of those addressed (protocol, section 5a); no milestone asks it. */
    public static final Action ANSWER_MESSAGE = new Action("answer-message");

    public Action {
        if (!FORM.matches(value)) {
            throw new IllegalArgumentException("an action must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
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
