package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.PartnerRole;

/** Whom a step of follow-up tells. */
public sealed interface Whom {

    /** The partner who was asked. */
    record Owner() implements Whom {}

    /** The contact of that partner who is asked first. */
    record FirstContact() implements Whom {}

    /** The contact of that partner at this position, the first is 1. */
    record ContactAt(int position) implements Whom {}

    /** The contact after the last one who was told of this task. */
    record NextContact() implements Whom {}

    /** The case's partner in another role. */
    record Role(PartnerRole role) implements Whom {}

    /** Who manages the case, by mail: its alerts they see anyway. */
    record Managers() implements Whom {}

    /** The supervisors of the program, by mail. */
    record Supervisors() implements Whom {}

    /** Whether it is one of those to whom {@code via} applies. */
    default boolean isPartner() {
        return this instanceof Owner || this instanceof Role;
    }

    /** Reads the word; throws {@link IllegalArgumentException} that says what to write. */
    static Whom of(String word) {
        if (word.matches("contact [1-9]")) {
            return new ContactAt(word.charAt(word.length() - 1) - '0');
        }
        return switch (word) {
            case "owner" -> new Owner();
            case "contact" -> new FirstContact();
            case "next-contact" -> new NextContact();
            case "managers" -> new Managers();
            case "supervisor" -> new Supervisors();
            default -> new Role(role(word));
        };
    }

    private static PartnerRole role(String word) {
        try {
            return PartnerRole.of(word);
        } catch (IllegalArgumentException noRole) {
            throw new IllegalArgumentException(
                    "must be one of owner, contact, contact 2, next-contact, managers, supervisor, or a partner's role, such"
                            + " as hub",
                    noRole);
        }
    }
}
