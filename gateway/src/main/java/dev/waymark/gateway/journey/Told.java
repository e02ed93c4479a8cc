package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.PartnerRole;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a milestone tells, and how; an audience that is empty is told nothing.
 *
 * @param owner the owner of the task that it makes: there exactly where it makes one
 * @param managers the managers of the case
 * @param patient the patient
 * @param caregiver the caregivers whom the patient authorized
 * @param partners the other partners of the case in one of {@code partnerRoles}, unless it asks them
 */
public record Told(
        Optional<Telling> owner,
        Optional<Telling> managers,
        Optional<Telling> patient,
        Optional<Telling> caregiver,
        Optional<Telling> partners,
        Set<PartnerRole> partnerRoles) {

    public Told {
        partnerRoles = Set.copyOf(partnerRoles);
    }
}
