package dev.waymark.gateway.model;

/** A partner organisation (protocol, section 1). */
public record PartnerId(String value) implements Comparable<PartnerId> {

    private static final Form FORM = Form.of("a-z0-9-", 2, 40);

    public PartnerId {
        if (!FORM.matches(value)) {
            throw new IllegalArgumentException("a partner id must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
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
