package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import java.util.Optional;
import java.util.Set;

/**
 * Over which tasks a caller may have the measure, and of which of their cases it may see the name.
 *
 * @param programs those of these programs; empty: whatever the program
 * @param owner those of this partner
 * @param manager sees the cases that list this user; empty: sees every case that a task is of
 * @param supervised and every case of these programs
 * @param targeted the programs to whose target the figures are held
 */
record MeasureScope(
        Optional<Set<ProgramId>> programs,
        Optional<PartnerId> owner,
        Optional<UserName> manager,
        Set<ProgramId> supervised,
        Set<ProgramId> targeted) {

    /** The same, of this partner's tasks alone. */
    MeasureScope of(PartnerId partner) {
        return new MeasureScope(programs, Optional.of(partner), manager, supervised, targeted);
    }

    /** Who asks: the person, or the partner, whose system and people take turns. */
    String asker() {
        return manager.map(user -> "user/" + user)
                .or(() -> owner.map(partner -> "partner/" + partner))
                .orElse("");
    }
}
