package dev.waymark.gateway.model;

import java.util.Locale;

/** What a partner is on a case (protocol, section 1). */
public enum PartnerRole {
    HUB,
    SPECIALTY_PHARMACY,
    INFUSION_PROVIDER,
    PAYER,
    MANUFACTURER,
    OTHER;

    /** The word on the wire, such as {@code specialty_pharmacy}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word on the wire; throws {@link IllegalArgumentException} for any other. */
    public static PartnerRole of(String wire) {
        for (PartnerRole role : values()) {
            if (role.wire().equals(wire)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "a role is one of hub, specialty_pharmacy, infusion_provider, payer, manufacturer, other");
    }
}
