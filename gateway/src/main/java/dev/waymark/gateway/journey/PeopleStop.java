package dev.waymark.gateway.journey;

import java.util.Locale;

/** Why patient and caregivers of a case are told nothing. */
public enum PeopleStop {
    CONSENT,
    DECEASED;

    /** The reason code, such as {@code consent}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
