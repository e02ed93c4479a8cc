package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.PartnerRole;

/** Who may have the next move: a partner's role, the patient, or the case's managers. */
public sealed interface Mover {

    Mover PATIENT = new Person("patient");
    Mover CASE_MANAGER = new Person("case-manager");

    /** The word in journey.yaml and in the tracker's {@code waitingOn.role}. */
    String word();

    /** A partner of the case in this role. */
    record OfRole(PartnerRole role) implements Mover {
        @Override
        public String word() {
            return role.wire();
        }
    }

    /** Somebody who is no partner. */
    record Person(String word) implements Mover {}

    /** Reads the word; throws {@link IllegalArgumentException} for any other. */
    static Mover of(String word) {
        if (word.equals(PATIENT.word())) {
            return PATIENT;
        }
        if (word.equals(CASE_MANAGER.word())) {
            return CASE_MANAGER;
        }
        try {
            return new OfRole(PartnerRole.of(word));
        } catch (IllegalArgumentException noRole) {
            throw new IllegalArgumentException(
                    "must be one of hub, specialty_pharmacy, infusion_provider, payer,"
                            + " manufacturer, other, patient, case-manager",
                    noRole);
        }
    }
}
