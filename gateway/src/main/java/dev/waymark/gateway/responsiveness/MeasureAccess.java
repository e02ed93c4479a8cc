package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that decides over which tasks a caller may have the measure (protocol, section 10): people, those of their
 * programs; a partner, and who works there, its own, whatever {@code partner} says. Thread-safe.
 */
public final class MeasureAccess {

    private final CaseAccess cases;
    private final PartnerDirectory partners;

    public MeasureAccess(CaseAccess cases, PartnerDirectory partners) {
        this.cases = cases;
        this.partners = partners;
    }

    /** Throws {@link Problem} {@code 403 forbidden} for people without any role. */
    MeasureScope scope(Caller caller, MeasureQuery query) {
        if (caller instanceof Caller.OfPartner signed) {
            return ofPartner(signed.partner(), query);
        }
        Caller.OfPerson person = (Caller.OfPerson) caller;
        if (person.roles().isEmpty()) {
            throw Problem.of(403, "forbidden", "Not yours to see", "The measure is for people who have a role");
        }
        if (person.has(UserRole.PARTNER)) {
            return person.partner().map(partner -> ofPartner(partner, query)).orElseGet(MeasureAccess::nothing);
        }
        Set<ProgramId> programs = asked(person.programs(), query);
        return new MeasureScope(
                Optional.of(programs),
                query.partner(),
                Optional.of(person.user()),
                cases.scope(caller).supervised(),
                programs);
    }

    private MeasureScope ofPartner(PartnerId partner, MeasureQuery query) {
        Set<ProgramId> own = partners.find(partner).map(Partner::programs).orElse(Set.of());
        return new MeasureScope(
                query.program().map(Set::of), Optional.of(partner), Optional.empty(), Set.of(), asked(own, query));
    }

    private static MeasureScope nothing() {
        return new MeasureScope(Optional.of(Set.of()), Optional.empty(), Optional.empty(), Set.of(), Set.of());
    }

    private static Set<ProgramId> asked(Set<ProgramId> programs, MeasureQuery query) {
        Set<ProgramId> asked = new HashSet<>(programs);
        query.program().map(Set::of).ifPresent(asked::retainAll);
        return asked;
    }
}
