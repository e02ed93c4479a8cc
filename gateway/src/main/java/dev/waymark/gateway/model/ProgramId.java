package dev.waymark.gateway.model;

/** A program (protocol, section 1). */
public record ProgramId(String value) implements Comparable<ProgramId> {

    private static final Form FORM = Form.of("a-z0-9-", 2, 40);

    public ProgramId {
        if (!FORM.matches(value)) {
            throw new IllegalArgumentException("a program id must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
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
