package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who has the next move.
 *
 * @param role a partner's role, {@code patient} or {@code case-manager}
 * @param partner empty where it is no partner's turn, or no partner of the case has the role
 * @param since when their clock started
 * @param atRiskAt when three quarters of the clock are gone: they are likelier than not to be late then
 * @param milestones the codes that would end it, in the order of the journey
 * @param milestone the one that gave them the turn
 * @param asked whether the gateway asked or told anybody then; false for history, over which nobody is to be alarmed
 */
public record WaitingOn(
        String role,
        Optional<PartnerId> partner,
        Instant since,
        Instant expectedBy,
        Instant atRiskAt,
        List<MilestoneCode> milestones,
        MilestoneId milestone,
        boolean asked) {

    public WaitingOn {
        milestones = List.copyOf(milestones);
    }
}
