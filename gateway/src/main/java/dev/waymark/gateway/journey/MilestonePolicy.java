package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneCode;
import java.util.Optional;
import java.util.Set;

/**
 * What a milestone means: one entry of journey.yaml.
 *
 * @param next whose turn it is then; empty where nobody's is
 * @param task what it asks of a partner
 * @param endedBy the codes that complete what it asks, or make the next move; a code that closes the case ends it too
 * @param endedByAny whether {@code endedBy} was written as {@code any}: it asks for nothing that one certain code answers
 * @param followUp what happens while its task is not answered, where that is not the usual
 * @param closes ends every task, and the case
 */
public record MilestonePolicy(
        MilestoneCode code,
        Stage stage,
        Optional<NextMove> next,
        Optional<TaskPolicy> task,
        Told told,
        Set<MilestoneCode> endedBy,
        boolean endedByAny,
        Optional<FollowUpPolicy> followUp,
        boolean closes) {

    public MilestonePolicy {
        endedBy = Set.copyOf(endedBy);
    }
}
