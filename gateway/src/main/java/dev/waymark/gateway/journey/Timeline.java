package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The milestones of one case, and what follows from them. Immutable. Events may have arrived in any order: what happened
 * is ordered by {@link TimelineEntry#effectiveAt}, then by arrival; what a correction replaced counts for nothing.
 */
public final class Timeline {

    private static final Comparator<TimelineEntry> AS_IT_HAPPENED =
            Comparator.comparing(TimelineEntry::effectiveAt).thenComparingLong(TimelineEntry::arrival);

    /** As the tracker lists them: by the sender's time, then by arrival. */
    public static final Comparator<TimelineEntry> BY_TIME =
            Comparator.comparing(TimelineEntry::time).thenComparingLong(TimelineEntry::arrival);

    private final Journey journey;
    private final List<TimelineEntry> all;
    private final List<TimelineEntry> live;

    /** The newest live one of each code: whether anything of a code came after an entry, it alone tells. */
    private final Collection<TimelineEntry> newest;

    private Timeline(Journey journey, List<TimelineEntry> all) {
        this.journey = journey;
        this.all = all;
        this.live = all.stream().filter(entry -> entry.replacedBy().isEmpty()).toList();
        Map<MilestoneCode, TimelineEntry> byCode = new HashMap<>();
        live.forEach(entry -> byCode.put(entry.code(), entry));
        this.newest = List.copyOf(byCode.values());
    }

    /** The timeline of these accepted milestones of one case, in whatever order, replaced ones among them. */
    public static Timeline of(Journey journey, Collection<TimelineEntry> entries) {
        return new Timeline(journey, entries.stream().sorted(AS_IT_HAPPENED).toList());
    }

    /** What stands, as the tracker lists it. */
    public List<TimelineEntry> entries() {
        return live.stream().sorted(BY_TIME).toList();
    }

    /** Why this milestone of the timeline asks and tells nobody; empty where it does ask and tell. */
    public Optional<Silence> silence(TimelineEntry entry) {
        if (isAnotherNow(entry)) {
            return Optional.of(Silence.CORRECTED);
        }
        Optional<MilestonePolicy> policy = journey.policy(entry.code());
        if (policy.isEmpty()) {
            return Optional.of(Silence.UNKNOWN);
        }
        if (isHistory(entry)) {
            return Optional.of(Silence.HISTORY);
        }
        if (newest.stream().anyMatch(other -> isLater(other, entry) && answers(other, policy.get()))) {
            return Optional.of(Silence.ALREADY_DONE);
        }
        return isOvertaken(entry, policy.get()) ? Optional.of(Silence.OVERTAKEN) : Optional.empty();
    }

    /** Whether {@code other}, were it to stand, would have this milestone ask and tell nobody. */
    public boolean silences(TimelineEntry other, TimelineEntry entry) {
        return isLater(other, entry)
                && journey.policy(entry.code())
                        .filter(policy -> answers(other, policy) || isOfLaterStage(other, policy))
                        .isPresent();
    }

    /**
     * The milestones of this timeline whose tasks {@code newer} completes, or cancels where it closes the case, be it told
     * or silent; what a correction took away is not among them.
     */
    public List<MilestoneId> endedBy(TimelineEntry newer) {
        if (newer.replacedBy().isPresent()) {
            return List.of();
        }
        return live.stream()
                .filter(older -> AS_IT_HAPPENED.compare(older, newer) < 0)
                .filter(older -> journey.ends(newer.code(), older.code()))
                .map(TimelineEntry::id)
                .toList();
    }

    /** Whether what this milestone of the timeline asks was done, or needs no more to be. */
    public boolean isEnded(TimelineEntry older) {
        return newest.stream()
                .anyMatch(
                        newer -> AS_IT_HAPPENED.compare(newer, older) > 0 && journey.ends(newer.code(), older.code()));
    }

    /** Why patient and caregivers are told nothing of this case; empty where consent alone decides. */
    public Optional<PeopleStop> peopleStop() {
        PeopleRules rules = journey.people();
        if (all.stream().anyMatch(entry -> rules.stoppedForGoodBy().contains(entry.code()))) {
            return Optional.of(PeopleStop.DECEASED);
        }
        return newest(entry -> rules.stoppedBy().contains(entry.code())
                        || rules.startedBy().contains(entry.code()))
                .filter(entry -> rules.stoppedBy().contains(entry.code()))
                .map(entry -> PeopleStop.CONSENT);
    }

    /** How the case stands at {@code now}. */
    public CaseState state(Instant now, Roster roster) {
        Stage stage = newest(entry -> journey.stage(entry.code()).isPresent())
                .flatMap(entry -> journey.stage(entry.code()))
                .orElse(journey.stages().get(0));
        if (isDeceased()) {
            return new CaseState(stage, CaseStatus.CLOSED, Optional.empty());
        }
        Optional<WaitingOn> waiting = openMove().map(open -> waitingOn(open, roster));
        boolean closed = newest.stream().anyMatch(entry -> journey.closes(entry.code()));
        CaseStatus status =
                waiting.map(on -> statusOf(on, now)).orElse(closed ? CaseStatus.CLOSED : CaseStatus.ON_TRACK);
        return new CaseState(stage, status, waiting);
    }

    /** Whether what took its place in the end says something else; the same under another number is said with this one. */
    private boolean isAnotherNow(TimelineEntry entry) {
        TimelineEntry stands = entry;
        while (stands.replacedBy().isPresent()) {
            MilestoneId by = stands.replacedBy().get();
            Optional<TimelineEntry> next =
                    all.stream().filter(one -> one.id().equals(by)).findFirst();
            if (next.isEmpty()) {
                return true;
            }
            stands = next.get();
        }
        return !stands.code().equals(entry.code());
    }

    private boolean isHistory(TimelineEntry entry) {
        return entry.time().isBefore(entry.acceptedAt().minus(journey.tellWithin()));
    }

    /** Events of one moment do not silence each other, whichever came first. */
    private static boolean isLater(TimelineEntry other, TimelineEntry entry) {
        return other.effectiveAt().isAfter(entry.effectiveAt());
    }

    private boolean answers(TimelineEntry other, MilestonePolicy asked) {
        return journey.closes(other.code())
                || (!asked.endedByAny() && asked.endedBy().contains(other.code()));
    }

    private boolean isOvertaken(TimelineEntry entry, MilestonePolicy policy) {
        return newest.stream().anyMatch(other -> isLater(other, entry) && isOfLaterStage(other, policy));
    }

    private boolean isOfLaterStage(TimelineEntry other, MilestonePolicy policy) {
        return journey.stage(other.code())
                .filter(stage -> stage.isAfter(policy.stage()))
                .isPresent();
    }

    private boolean isDeceased() {
        Set<MilestoneCode> deceased = journey.people().stoppedForGoodBy();
        return newest.stream().anyMatch(entry -> deceased.contains(entry.code()));
    }

    /** The newest next move that nothing has made since. */
    private Optional<TimelineEntry> openMove() {
        return newest(entry -> journey.policy(entry.code())
                .filter(policy -> policy.next().isPresent())
                .filter(policy -> !isOvertaken(entry, policy) && !isEnded(entry))
                .isPresent());
    }

    private WaitingOn waitingOn(TimelineEntry open, Roster roster) {
        MilestonePolicy policy = journey.policy(open.code()).orElseThrow();
        NextMove next = policy.next().orElseThrow();
        List<MilestoneCode> ends =
                journey.codes().stream().filter(policy.endedBy()::contains).toList();
        Roster.Asked asked = roster.asked().get(open.id());
        if (asked != null) {
            Calendar calendar = roster.calendars().apply(asked.owner());
            Instant due = next.expected().due(asked.requestedAt(), calendar);
            return new WaitingOn(
                    asked.role().wire(),
                    Optional.of(asked.owner()),
                    asked.requestedAt(),
                    asked.dueAt(),
                    Pace.of(next.expected(), calendar).threeQuarters(asked.requestedAt(), due, asked.dueAt()),
                    ends,
                    open.id(),
                    true);
        }
        Mover mover = roster.mover(next);
        Optional<PartnerId> partner = roster.partner(mover);
        Instant since = isHistory(open) ? open.effectiveAt() : open.acceptedAt();
        Calendar calendar = partner.map(roster.calendars()).orElse(Calendar.DEFAULT);
        Instant expectedBy = next.expected().due(since, calendar);
        return new WaitingOn(
                mover.word(),
                partner,
                since,
                expectedBy,
                Pace.of(next.expected(), calendar).threeQuarters(since, expectedBy, expectedBy),
                ends,
                open.id(),
                silence(open).isEmpty());
    }

    private static CaseStatus statusOf(WaitingOn on, Instant now) {
        if (now.isAfter(on.expectedBy())) {
            return CaseStatus.STALLED;
        }
        return now.isBefore(on.atRiskAt()) ? CaseStatus.ON_TRACK : CaseStatus.AT_RISK;
    }

    /** The newest that stands, where the code decides; what came after it came after every older one of its code. */
    private Optional<TimelineEntry> newest(Predicate<TimelineEntry> wanted) {
        return newest.stream().filter(wanted).max(AS_IT_HAPPENED);
    }
}
