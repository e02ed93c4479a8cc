package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.FanoutPlan.TaskEnd;
import dev.waymark.gateway.fanout.PgFanoutDue.Marker;
import dev.waymark.gateway.fanout.WritePlan.Planned;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.tasks.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final List<List<Planned>> plans = new ArrayList<>();
    private final Set<TaskId> requested = new HashSet<>();

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
        for (Marker marker : inOrder) {
            Situation before = situations.get(marker.caseId());
            if (before == null) {
                throw new IllegalStateException("a marker is of case " + marker.caseId() + ", which is not there");
            }
            FanoutPlan unmatched = parked.get(marker);
            FanoutPlan plan = unmatched != null ? unmatched : plan(marker, before);
            add(new Planned(before, plan));
            situations.put(marker.caseId(), before.with(plan));
        }
    }

    /** What is to be written, in this order; the plans of one list at once. */
    List<List<Planned>> plans() {
        return plans;
    }

    /** How the cases stand with all of it. */
    Collection<Situation> situations() {
        return situations.values();
    }

    /** A task is ended where it is written: one that was requested just now is written first. */
    private void add(Planned planned) {
        boolean endsOneOfThese =
                planned.plan().ends().stream().map(TaskEnd::task).anyMatch(requested::contains);
        if (plans.isEmpty() || endsOneOfThese) {
            plans.add(new ArrayList<>());
            requested.clear();
        }
        plans.get(plans.size() - 1).add(planned);
        planned.plan().requests().stream().map(Task::id).forEach(requested::add);
    }

    private FanoutPlan plan(Marker marker, Situation situation) {
        if (marker.message().isPresent()) {
            return situation
                    .message(marker.message().get().subject())
                    .map(message -> new PlanMessage(situation, ids).plan(message))
                    .orElse(FanoutPlan.NOTHING);
        }
        if (marker.milestone().isEmpty()) {
            return new PlanRoster(situation, ids).plan();
        }
        MilestoneId id = marker.milestone().get();
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
