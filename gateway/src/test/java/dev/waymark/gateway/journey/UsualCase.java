package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case of the shipped journey that has a hub and a pharmacy, and how it stands with these milestones. */
final class UsualCase {

    static final Journey JOURNEY = Journeys.shipped();

    /** A Tuesday, 15:00 UTC. */
    static final Instant T = Instant.parse("2026-11-17T15:00:00Z");

    static final PartnerId HUB = new PartnerId("acme-hub");
    static final PartnerId PHARMACY = new PartnerId("rx-one");
    static final Roster ROSTER = Roster.of(Map.of(PartnerRole.HUB, HUB, PartnerRole.SPECIALTY_PHARMACY, PHARMACY));

    private UsualCase() {}

    static CaseState state(Instant now, TimelineEntry... entries) {
        return Timeline.of(JOURNEY, List.of(entries)).state(now, ROSTER);
    }

    static WaitingOn waiting(Instant now, TimelineEntry... entries) {
        return state(now, entries).waitingOn().orElseThrow();
    }

    static Optional<Silence> silence(TimelineEntry entry, TimelineEntry... timeline) {
        return Timeline.of(JOURNEY, List.of(timeline)).silence(entry);
    }
}
