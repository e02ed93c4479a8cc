package dev.waymark.gateway.cases;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.CaseState;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.Roster;
import dev.waymark.gateway.journey.Timeline;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.tasks.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What stands in clear of one case.
 *
 * @param recorded what was accepted, replaced milestones too, by time and arrival
 * @param tasks all tasks, ended ones too
 */
public record CaseFacts(CareCase careCase, List<RecordedMilestone> recorded, List<Task> tasks) {

    private static final Comparator<Task> BY_REQUEST = Comparator.comparing(Task::requestedAt)
            .thenComparing(task -> task.id().value());

    public CaseFacts {
        recorded = List.copyOf(recorded);
        tasks = tasks.stream().sorted(BY_REQUEST).toList();
    }

    /** What is on the timeline: replaced milestones left out. */
    public List<RecordedMilestone> timeline() {
        return recorded.stream()
                .filter(milestone -> milestone.replacedBy().isEmpty())
                .toList();
    }

    /** Of questions that somebody wrote a partner sees its own alone; empty: who manages the case, and sees all. */
    List<Task> tasksSeenBy(Optional<PartnerId> partner) {
        Set<MilestoneId> asking = recorded.stream().map(RecordedMilestone::id).collect(Collectors.toSet());
        return tasks.stream()
                .filter(task -> partner.isEmpty()
                        || asking.contains(task.milestone())
                        || partner.get().equals(task.owner()))
                .toList();
    }

    /** Whom a milestone asked, now or before. */
    public Set<PartnerId> askedBy(MilestoneId milestone) {
        return tasks.stream()
                .filter(task -> task.milestone().equals(milestone))
                .map(Task::owner)
                .collect(Collectors.toSet());
    }

    /** How the case stands at {@code now}. */
    public CaseState state(Journey journey, PartnerDirectory partners, Instant now) {
        return Timeline.of(
                        journey, recorded.stream().map(RecordedMilestone::entry).toList())
                .state(now, roster(careCase, tasks, id -> calendar(partners.find(id)), now));
    }

    /** Who is whose turn, with the clocks of the tasks that are open at {@code now}. */
    public static Roster roster(
            CareCase careCase, List<Task> tasks, Function<PartnerId, Calendar> calendars, Instant now) {
        Map<PartnerRole, PartnerId> first = new EnumMap<>(PartnerRole.class);
        careCase.partners().forEach(listed -> first.putIfAbsent(listed.role(), listed.partner()));
        Map<MilestoneId, Roster.Asked> asked = new HashMap<>();
        tasks.stream()
                .filter(Task::isOpen)
                .forEach(task -> asked.put(
                        task.milestone(),
                        new Roster.Asked(task.role(), task.owner(), task.requestedAt(), task.dueAt(now))));
        return new Roster(first, calendars, asked);
    }

    private static Calendar calendar(Optional<Partner> partner) {
        return partner.flatMap(Partner::calendar).orElse(Calendar.DEFAULT);
    }
}
