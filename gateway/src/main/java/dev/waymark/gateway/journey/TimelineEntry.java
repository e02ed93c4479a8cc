package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A milestone that a case accepted.
 *
 * @param time when it happened, as its sender wrote it
 * @param arrival rises in the order in which the gateway took them
 * @param acceptedAt when it joined the case
 * @param replacedBy the correction that took its place
 */
public record TimelineEntry(
        MilestoneId id,
        MilestoneCode code,
        PartnerId partner,
        Instant time,
        long arrival,
        Instant acceptedAt,
        Optional<MilestoneId> replacedBy) {

    /** When it happened for state and clocks: an event from the future happened when it was accepted. */
    public Instant effectiveAt() {
        return time.isAfter(acceptedAt) ? acceptedAt : time;
    }
}
