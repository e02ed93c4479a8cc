package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserRole;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that decides who may see a case (protocol, sections 4 and 10): a partner that it lists; a person whom it
 * lists as manager, within their programs; a supervisor of its program. Who works at a partner sees exactly what the
 * partner's signed calls may see. Who may not see it gets the same answer as for a case that does not exist. Thread-safe.
 */
public final class CaseAccess {

    private final Programs programs;

    public CaseAccess(Programs programs) {
        this.programs = programs;
    }

    /** Whether this caller may see and use this case. */
    public boolean mayUse(Caller caller, CareCase careCase) {
        return viewer(caller, careCase).isPresent();
    }

    /** With whose eyes this caller sees this case; empty: not at all. */
    public Optional<CaseViewer> viewer(Caller caller, CareCase careCase) {
        CaseScope scope = scope(caller);
        if (careCase.enrolledAt().isEmpty()) {
            return Optional.empty();
        }
        if (scope.partner().isPresent()) {
            return scope.partner().filter(careCase::lists).map(CaseViewer.AsPartner::new);
        }
        ProgramId program = careCase.ref().program();
        return scope.manager()
                .filter(user -> scope.supervised().contains(program)
                        || (careCase.managers().contains(user)
                                && scope.programs().contains(program)))
                .map(CaseViewer.AsManager::new);
    }

    /** All cases that this caller may see. */
    public CaseScope scope(Caller caller) {
        if (caller instanceof Caller.OfPartner signed) {
            return new CaseScope(Optional.of(signed.partner()), Optional.empty(), Set.of(), Set.of());
        }
        Caller.OfPerson person = (Caller.OfPerson) caller;
        if (person.has(UserRole.PARTNER)) {
            return new CaseScope(person.partner(), Optional.empty(), Set.of(), Set.of());
        }
        return person.managesCases()
                ? new CaseScope(Optional.empty(), Optional.of(person.user()), person.programs(), supervised(person))
                : new CaseScope(Optional.empty(), Optional.empty(), Set.of(), supervised(person));
    }

    private Set<ProgramId> supervised(Caller.OfPerson person) {
        Set<ProgramId> supervised = new HashSet<>(programs.supervisedBy(person.user()));
        if (person.has(UserRole.SUPERVISOR)) {
            supervised.addAll(person.programs());
        }
        return supervised;
    }
}
