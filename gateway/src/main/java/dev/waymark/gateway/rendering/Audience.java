package dev.waymark.gateway.rendering;

import java.util.Locale;
import java.util.Optional;

/** Who reads, and with that, what may be said. */
public enum Audience {
    /** Patients and caregivers. */
    PATIENT,
    /** The contacts of a partner. */
    PARTNER,
    /** The people who manage cases. */
    MANAGER;

    /** The folder of its templates. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Audience> ofFolder(String folder) {
        for (Audience audience : values()) {
            if (audience.folder().equals(folder)) {
                return Optional.of(audience);
            }
        }
        return Optional.empty();
    }
}
