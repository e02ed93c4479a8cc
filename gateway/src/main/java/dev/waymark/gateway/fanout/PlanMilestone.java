package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.Listed;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedAlert;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.fanout.FanoutPlan.TaskEnd;
import dev.waymark.gateway.journey.MilestonePolicy;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.tasks.AnsweredBy;
import dev.waymark.gateway.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one milestone brings about. Pure.
 *
 * <pre>
 *   ends what it answers ─▶ (a correction: goes on with what both ask, cancels the rest) ─▶ silent? nothing more
 *                                                                                        └▶ asks its owner, tells the others
 * </pre>
 */
final class PlanMilestone {

    private final Situation situation;
    private final AskPartner partners;
    private final TellPeople people;

    PlanMilestone(Situation situation, Ids ids, RandomGenerator random) {
        this.situation = situation;
        this.partners = new AskPartner(situation, ids);
        this.people = new TellPeople(situation, random);
    }

    FanoutPlan plan(TimelineEntry entry, Optional<TimelineEntry> corrected) {
        FanoutPlan ends = ends(entry)
                .and(corrected
                        .map(old -> corrects(entry, old).and(reopens(entry, old)))
                        .orElse(FanoutPlan.NOTHING));
        if (situation.timeline().silence(entry).isPresent()) {
            return ends;
        }
        return situation
                .journey()
                .policy(entry.code())
                .map(policy -> ends.and(speaks(entry, policy, corrected)))
                .orElse(ends);
    }

    /** The open tasks that this milestone answers, or cancels because it closes the case. */
    private FanoutPlan ends(TimelineEntry entry) {
        Set<MilestoneId> ended = Set.copyOf(situation.timeline().endedBy(entry));
        boolean closes = situation.journey().closes(entry.code());
        List<TaskEnd> ends = new ArrayList<>();
        List<PlannedMessage> messages = new ArrayList<>();
        for (Task task : open(task -> ended.contains(task.milestone()) || (closes && isQuestion(task)))) {
            if (closes) {
                ends.add(new TaskEnd.Cancelled(task.id(), entry.partner(), entry.acceptedAt()));
                cancellation(task, entry).ifPresent(messages::add);
            } else {
                ends.add(new TaskEnd.Completed(task.id(), entry.partner(), AnsweredBy.MILESTONE, entry.acceptedAt()));
            }
        }
        return new FanoutPlan(List.of(), ends, messages, List.of());
    }

    /** A question that somebody wrote; it ends with the case, whenever that was. */
    private boolean isQuestion(Task task) {
        return situation.message(task.milestone()).isPresent();
    }

    private FanoutPlan corrects(TimelineEntry entry, TimelineEntry old) {
        var effect = situation.journey().correct(old.code(), entry.code());
        List<TaskEnd> ends = new ArrayList<>();
        List<PlannedMessage> messages = new ArrayList<>();
        for (Task task : open(task -> task.milestone().equals(old.id()))) {
            if (effect.goesOn().isPresent()) {
                ends.add(new TaskEnd.GoesOn(task.id(), entry.id()));
            } else {
                ends.add(new TaskEnd.Cancelled(task.id(), entry.partner(), entry.acceptedAt()));
                cancellation(task, entry).ifPresent(messages::add);
            }
        }
        return new FanoutPlan(List.of(), ends, messages, List.of());
    }

    /**
     * What the old one had ended, or kept from being asked, and this one does not, is asked: a request without an answer has
     * an owner.
     */
    private FanoutPlan reopens(TimelineEntry entry, TimelineEntry old) {
        AskedByMilestones asked = new AskedByMilestones(situation);
        FanoutPlan plan = FanoutPlan.NOTHING;
        for (TimelineEntry open : asked.reopenedWithout(old)) {
            if (!open.id().equals(entry.id())) {
                plan = plan.and(reopen(open, !asked.by(open).isEmpty()));
            }
        }
        for (Task question : asked.questionsReopenedWithout(old)) {
            plan = plan.and(
                    partners.askAgain(situation.message(question.milestone()).orElseThrow(), question));
        }
        return plan;
    }

    /** Managers hear of what nobody heard of before. */
    private FanoutPlan reopen(TimelineEntry open, boolean wasAsked) {
        MilestonePolicy policy = situation.journey().policy(open.code()).orElseThrow();
        return policy.task()
                .filter(task -> wasAsked || !partners.isOver(task))
                .map(task -> partners.request(open, policy, task)
                        .and(new FanoutPlan(List.of(), List.of(), List.of(), alert(open, policy))))
                .orElse(FanoutPlan.NOTHING);
    }

    /** Tells the owner that it need not go on, unless it said so itself. */
    private Optional<PlannedMessage> cancellation(Task task, TimelineEntry entry) {
        return task.owner().equals(entry.partner())
                ? Optional.empty()
                : partners.tell(
                        task.milestone(),
                        Optional.of(task.id()),
                        Purpose.CANCELLED,
                        task.owner(),
                        AskPartner.CANCELLED);
    }

    private FanoutPlan speaks(TimelineEntry entry, MilestonePolicy policy, Optional<TimelineEntry> corrected) {
        boolean sameNews =
                corrected.filter(old -> old.code().equals(entry.code())).isPresent();
        Purpose purpose = sameNews ? Purpose.CORRECTED : Purpose.TOLD;
        FanoutPlan asked = policy.task()
                .filter(task -> !goesOn(task, corrected))
                .filter(task -> !isAsked(entry) && !partners.isOver(task))
                .map(task -> partners.request(entry, policy, task))
                .orElse(FanoutPlan.NOTHING);
        List<PlannedMessage> messages = new ArrayList<>(others(entry, policy, purpose, asked.requests()));
        if (!sameNews) {
            messages.addAll(people.of(entry.id(), policy.told(), purpose));
        }
        return asked.and(new FanoutPlan(List.of(), List.of(), messages, alert(entry, policy)));
    }

    private boolean goesOn(TaskPolicy task, Optional<TimelineEntry> corrected) {
        return corrected
                .flatMap(old -> situation.journey().policy(old.code()))
                .flatMap(MilestonePolicy::task)
                .filter(before -> before.asksTheSameAs(task))
                .isPresent();
    }

    /** A plan that was made before is made again without asking twice. */
    private boolean isAsked(TimelineEntry entry) {
        return situation.tasks().stream().anyMatch(task -> task.milestone().equals(entry.id()));
    }

    /** The other partners of the case whose role hears of it, unless it asks them, or asked them before. */
    private List<PlannedMessage> others(
            TimelineEntry entry, MilestonePolicy policy, Purpose purpose, List<Task> requests) {
        if (policy.told().partners().isEmpty()) {
            return List.of();
        }
        Set<PartnerId> asked = Stream.concat(requests.stream(), situation.tasks().stream())
                .filter(task -> task.milestone().equals(entry.id()))
                .map(Task::owner)
                .collect(Collectors.toSet());
        return situation.careCase().partners().stream()
                .filter(listed -> policy.told().partnerRoles().contains(listed.role()))
                .map(Listed::partner)
                .distinct()
                .filter(partner -> !partner.equals(entry.partner()) && !asked.contains(partner))
                .flatMap(partner ->
                        partners.tell(entry.id(), Optional.empty(), purpose, partner, AskPartner.RECORDED).stream())
                .collect(Collectors.toList());
    }

    private static List<PlannedAlert> alert(TimelineEntry entry, MilestonePolicy policy) {
        return policy
                .told()
                .managers()
                .map(telling -> new PlannedAlert(
                        "milestone",
                        entry.code(),
                        Optional.of(entry.id()),
                        telling.urgent() ? "urgent" : "info",
                        telling.urgent(),
                        telling.note(),
                        "milestone/" + entry.id()))
                .stream()
                .toList();
    }

    private List<Task> open(Predicate<Task> wanted) {
        return situation.tasks().stream().filter(Task::isOpen).filter(wanted).toList();
    }
}
