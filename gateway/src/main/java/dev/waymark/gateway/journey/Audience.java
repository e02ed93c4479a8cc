package dev.waymark.gateway.journey;

import java.util.Locale;

/** Whom a milestone may tell. */
enum Audience {
    OWNER,
    MANAGERS,
    PATIENT,
    CAREGIVER,
    PARTNERS;

    /** The word in journey.yaml. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
