package dev.waymark.gateway.model;

/** A milestone code of the journey, such as {@code prior-auth.info-requested}. */
public record MilestoneCode(String value) implements Comparable<MilestoneCode> {

    /** Of either half. */
    private static final Form HALF = Form.of("a-z0-9-", 1, 40);

    public MilestoneCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a milestone code must match " + HALF + "\\." + HALF);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        int dot = text.indexOf('.');
        return dot >= 0 && HALF.matches(text, 0, dot) && HALF.matches(text, dot + 1, text.length());
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
