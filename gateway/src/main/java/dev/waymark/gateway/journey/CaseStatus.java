package dev.waymark.gateway.journey;

import java.util.Locale;

/** How a case stands (protocol, section 4). */
public enum CaseStatus {
    ON_TRACK,
    /** Not moved yet, with three quarters of the clock gone. */
    AT_RISK,
    /** Past the moment at which the next move was expected. */
    STALLED,
    CLOSED;

    /** The word on the wire, such as {@code on-track}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
