package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneCode;
import java.util.Set;

/**
 * What stops messages to patient and caregivers (protocol, section 11).
 *
 * @param stoppedBy stops them, until one of {@code startedBy}
 * @param stoppedForGoodBy stops those of the case for good, whatever is corrected or comes later
 */
public record PeopleRules(
        Set<MilestoneCode> stoppedBy, Set<MilestoneCode> startedBy, Set<MilestoneCode> stoppedForGoodBy) {

    public PeopleRules {
        stoppedBy = Set.copyOf(stoppedBy);
        startedBy = Set.copyOf(startedBy);
        stoppedForGoodBy = Set.copyOf(stoppedForGoodBy);
    }
}
