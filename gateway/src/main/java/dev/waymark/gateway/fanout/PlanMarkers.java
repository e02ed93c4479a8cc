package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.PgFanoutDue.Marker;
import dev.waymark.gateway.fanout.WritePlan.Planned;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Plans markers one after another, each over its case as those before it leave that: so many of one case are planned from
 * one reading. Reads and writes nothing; for one transaction.
 */
final class PlanMarkers {

    private final Map<CaseId, Situation> situations;
    private final Map<Marker, FanoutPlan> parked;
    private final Ids ids;
    private final RandomGenerator random;
    private final List<Planned> plans = new ArrayList<>();

    /**
     * @param situations how the cases stand, all those of the markers
     * @param parked the plans of markers whose milestone is on no case
     */
    PlanMarkers(Map<CaseId, Situation> situations, Map<Marker, FanoutPlan> parked, Ids ids, RandomGenerator random) {
        this.situations = new HashMap<>(situations);
        this.parked = Map.copyOf(parked);
        this.ids = ids;
        this.random = random;
    }

    void plan(List<Marker> inOrder) {
        Map<CaseId, Marker> lastRoster = new HashMap<>();
        inOrder.stream().filter(Marker::isOfRoster).forEach(marker -> lastRoster.put(marker.caseId(), marker));
        for (Marker marker : inOrder) {
            // However often a roster changed, it is read as it is now: what the last finds, the ones before it need
            // not.
            if (!marker.isOfRoster() || marker.equals(lastRoster.get(marker.caseId()))) {
                plan(marker);
            }
        }
    }

    private void plan(Marker marker) {
        Situation before = situations.get(marker.caseId());
        if (before == null) {
            throw new IllegalStateException("a marker is of case " + marker.caseId() + ", which is not there");
        }
        FanoutPlan unmatched = parked.get(marker);
        FanoutPlan plan = unmatched != null ? unmatched : plan(marker, before);
        plans.add(new Planned(before, plan));
        situations.put(marker.caseId(), before.with(plan));
    }

    /** What is to be written, in the order of the markers. */
    List<Planned> plans() {
        return plans;
    }

    /** How the cases stand with all of it. */
    Collection<Situation> situations() {
        return situations.values();
    }

    private FanoutPlan plan(Marker marker, Situation situation) {
        if (marker.message().isPresent()) {
            return situation
                    .message(marker.message().get().subject())
                    .map(message -> new PlanMessage(situation, ids).plan(message))
                    .orElse(FanoutPlan.NOTHING);
        }
        if (marker.isOfRoster()) {
            return new PlanRoster(situation, ids).plan();
        }
        MilestoneId id = marker.milestone().orElseThrow();
        return situation
                .entry(id)
                .map(entry -> new PlanMilestone(situation, ids, random).plan(entry, corrected(situation, id)))
                .orElse(FanoutPlan.NOTHING);
    }

    private static Optional<TimelineEntry> corrected(Situation situation, MilestoneId id) {
        return Optional.ofNullable(situation.milestones().get(id))
                .flatMap(RecordedMilestone::corrects)
                .flatMap(situation::entry);
    }
}
