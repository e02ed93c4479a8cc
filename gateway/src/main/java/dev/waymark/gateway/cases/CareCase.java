package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A case and its roster.
 *
 * @param enrolledAt when it was first enrolled; absent: nobody enrolled it yet, it only holds parked events
 * @param partners in the order of the body: the first listed of a role owns its tasks
 * @param managers as listed; none: the supervisors of the program manage it
 */
public record CareCase(
        CaseId id, CaseRef ref, Optional<Instant> enrolledAt, List<Listed> partners, List<UserName> managers) {

    public CareCase {
        partners = List.copyOf(partners);
        managers = List.copyOf(managers);
    }

    public boolean lists(PartnerId partner) {
        return partners.stream().anyMatch(listed -> listed.partner().equals(partner));
    }

    /** Who owns the tasks of {@code role}: the first listed in it. */
    public Optional<PartnerId> owner(PartnerRole role) {
        return partners.stream()
                .filter(listed -> listed.role() == role)
                .map(Listed::partner)
                .findFirst();
    }

    /** The roles of one partner on this case, in order of the list. */
    public List<PartnerRole> rolesOf(PartnerId partner) {
        return partners.stream()
                .filter(listed -> listed.partner().equals(partner))
                .map(Listed::role)
                .toList();
    }
}
