package dev.waymark.gateway.model;

/** A patient or caregiver within one case; says nothing about the person. */
public record PersonId(String value) implements Comparable<PersonId> {

    private static final Form FORM = Form.of("A-Za-z0-9._-", 1, 64);

    public PersonId {
        if (!FORM.matches(value)) {
            throw new IllegalArgumentException("a person id must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
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
