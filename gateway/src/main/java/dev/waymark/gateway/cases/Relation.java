package dev.waymark.gateway.cases;

import java.util.Locale;

/** What a person is on a case. */
public enum Relation {
    PATIENT,
    CAREGIVER;

    /** The word on the wire and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    public static Relation of(String wire) {
        for (Relation relation : values()) {
            if (relation.wire().equals(wire)) {
                return relation;
            }
        }
        throw new IllegalArgumentException("a relation is patient or caregiver");
    }
}
