package dev.waymark.gateway.cases;

import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sealing.Sealed;
import java.time.Instant;
import java.util.Optional;

/**
 * A milestone on the timeline of a case, as far as it stands in clear.
 *
 * @param occurredAt when its sender says that it happened: orders the timeline
 * @param effectiveAt {@code occurredAt}, but never after it was accepted: what state and clocks go by
 * @param arrival orders those of one instant
 * @param content note and attributes; absent where neither was given
 * @param replacedBy the correction that took its place: on record, but no longer on the timeline
 */
public record RecordedMilestone(
        CaseId caseId,
        MilestoneId id,
        EventId event,
        MilestoneCode code,
        Instant occurredAt,
        Instant effectiveAt,
        long arrival,
        Instant receivedAt,
        Instant acceptedAt,
        Optional<String> reason,
        Optional<Sealed> content,
        Optional<MilestoneId> corrects,
        Optional<MilestoneId> replacedBy) {

    public PartnerId partner() {
        return event.partner();
    }

    /** As the journey reads it. */
    public TimelineEntry entry() {
        return new TimelineEntry(id, code, partner(), occurredAt, arrival, acceptedAt, replacedBy);
    }
}
