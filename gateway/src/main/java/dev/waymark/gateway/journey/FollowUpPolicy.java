package dev.waymark.gateway.journey;

import java.util.List;

/**
 * What happens while a task is not answered.
 *
 * @param steps in the order of journey.yaml; those that repeat stand in it once
 * @param again how often the steps are taken again, over a clock of the same length, where somebody acknowledged the task
 *     and then did not do it
 */
public record FollowUpPolicy(List<FollowUpStep> steps, int again) {

    /** Reminds and escalates nothing. */
    public static final FollowUpPolicy NONE = new FollowUpPolicy(List.of(), 0);

    public FollowUpPolicy {
        steps = List.copyOf(steps);
    }
}
