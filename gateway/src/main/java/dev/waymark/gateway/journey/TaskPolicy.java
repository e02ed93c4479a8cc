package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.PartnerRole;
import java.util.List;

/**
 * The task that a milestone makes.
 *
 * @param roles in order: the owner is the case's partner in the first of these that the case has; never empty
 * @param clock runs from the moment the gateway asks
 * @param onceACase not made again once the case has had a task of this action
 */
public record TaskPolicy(Action action, List<PartnerRole> roles, Clock clock, boolean onceACase) {

    public TaskPolicy {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a task is for a partner in some role");
        }
    }

    /** Whether both ask the same of the same: on a correction such a task goes on with its clock. */
    public boolean asksTheSameAs(TaskPolicy other) {
        return action.equals(other.action) && roles.equals(other.roles);
    }
}
