package dev.waymark.gateway.model;

/** A person who signs in: case manager, supervisor, operator, administrator, or somebody at a partner. */
public record UserName(String value) implements Comparable<UserName> {

    private static final Form FORM = Form.of("A-Za-z0-9._@-", 1, 64);

    public UserName {
        if (!FORM.matches(value)) {
            throw new IllegalArgumentException("a user name must match " + FORM);
        }
    }

    /** Whether {@code text} is one. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
