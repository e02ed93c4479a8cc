package dev.waymark.gateway.cases;

import dev.waymark.gateway.journey.MilestonePolicy;
import dev.waymark.gateway.journey.Told;
import dev.waymark.gateway.model.PartnerId;
import java.util.Collection;
import java.util.Optional;

/**
 * The one place that decides what somebody sees of a milestone beside codes and times (protocol, section 11). The note
 * goes to the owner of the task that it makes, to whom the journey names for it, while the case lists them, and to managers; the attributes go to
 * their sender and to managers. Pure.
 */
public final class MilestoneView {

    private MilestoneView() {}

    /**
     * Whether this viewer is given the note.
     *
     * @param policy what the journey says of its code
     * @param asked the owners of the tasks that this milestone made
     */
    public static boolean showsNote(
            CaseViewer viewer, CareCase careCase, Optional<MilestonePolicy> policy, Collection<PartnerId> asked) {
        return viewer.partner()
                .map(partner ->
                        careCase.lists(partner) && (asked.contains(partner) || isNamed(partner, careCase, policy)))
                .orElse(true);
    }

    /** Whether this viewer is given the attributes. */
    public static boolean showsAttributes(CaseViewer viewer, PartnerId sender) {
        return viewer.partner().map(sender::equals).orElse(true);
    }

    private static boolean isNamed(PartnerId partner, CareCase careCase, Optional<MilestonePolicy> policy) {
        Optional<Told> told = policy.map(MilestonePolicy::told);
        return told.flatMap(Told::partners).filter(telling -> telling.note()).isPresent()
                && careCase.rolesOf(partner).stream()
                        .anyMatch(told.orElseThrow().partnerRoles()::contains);
    }
}
