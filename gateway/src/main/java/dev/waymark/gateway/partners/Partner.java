package dev.waymark.gateway.partners;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A partner organisation as it stands now (protocol, section 1). Keys are asked of {@link PartnerDirectory}.
 *
 * @param contacts in the order they are asked
 * @param calendar its working hours; absent: {@link Calendar#DEFAULT}
 * @param disabled taken away from partners.yaml: its keys are refused and nothing is sent to it, its history stays
 */
public record Partner(
        PartnerId id,
        String name,
        Set<PartnerRole> roles,
        Set<ProgramId> programs,
        Optional<Webhook> webhook,
        List<Contact> contacts,
        Optional<Calendar> calendar,
        boolean disabled) {

    public Partner {
        roles = Set.copyOf(roles);
        programs = Set.copyOf(programs);
        contacts = List.copyOf(contacts);
    }

    public boolean isIn(ProgramId program) {
        return programs.contains(program);
    }

    public boolean has(PartnerRole role) {
        return roles.contains(role);
    }
}
