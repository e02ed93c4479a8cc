package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.Listed;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.fanout.FanoutPlan.TaskEnd;
import dev.waymark.gateway.journey.MilestonePolicy;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.tasks.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a changed roster brings about: an open task whose owner lost the role is cancelled and requested anew of the new
 * owner; what nobody owns is requested of whoever took the role. Pure.
 */
final class PlanRoster {

    private final Situation situation;
    private final AskPartner partners;
    private final AskedByMilestones asked;

    PlanRoster(Situation situation, Ids ids) {
        this.situation = situation;
        this.partners = new AskPartner(situation, ids);
        this.asked = new AskedByMilestones(situation);
    }

    FanoutPlan plan() {
        FanoutPlan plan = FanoutPlan.NOTHING;
        for (Task task : situation.tasks()) {
            if (task.isOpen() && !stillHasRole(task)) {
                plan = plan.and(handOver(task));
            }
        }
        for (TimelineEntry entry : situation.timeline().entries()) {
            plan = plan.and(unasked(entry));
        }
        return plan;
    }

    private boolean stillHasRole(Task task) {
        boolean wasAddressed = situation.message(task.milestone()).isPresent();
        return wasAddressed
                ? situation.careCase().lists(task.owner())
                : situation.careCase().partners().contains(new Listed(task.owner(), task.role()));
    }

    private FanoutPlan handOver(Task task) {
        TaskEnd withdrawn = new TaskEnd.Withdrawn(task.id(), situation.now());
        List<PlannedMessage> told = Optional.of(task.owner())
                .filter(situation.careCase()::lists)
                .flatMap(owner -> partners.tell(
                        task.milestone(), Optional.of(task.id()), Purpose.CANCELLED, owner, AskPartner.CANCELLED))
                .stream()
                .toList();
        FanoutPlan ended = new FanoutPlan(List.of(), List.of(withdrawn), told, List.of());
        Optional<PostedMessage> question = situation.message(task.milestone());
        if (question.isPresent()) {
            return ended.and(partners.cannotBeAnswered(question.get(), task));
        }
        return situation
                .entry(task.milestone())
                .flatMap(entry -> request(entry, anyTask -> true))
                .map(ended::and)
                .orElse(ended);
    }

    /** A milestone that still asks, and nobody has its task: nobody had the role, or who had it lost it. */
    private FanoutPlan unasked(TimelineEntry entry) {
        List<Task> made = asked.by(entry);
        if (made.isEmpty()) {
            return situation.timeline().silence(entry).isPresent()
                    ? FanoutPlan.NOTHING
                    : request(entry, task -> !partners.isOver(task)).orElse(FanoutPlan.NOTHING);
        }
        boolean vacant = made.stream().allMatch(task -> task.status() == TaskStatus.CANCELLED);
        return vacant && !situation.timeline().isEnded(entry)
                ? request(entry, anyTask -> true).orElse(FanoutPlan.NOTHING)
                : FanoutPlan.NOTHING;
    }

    private Optional<FanoutPlan> request(TimelineEntry entry, Predicate<TaskPolicy> wanted) {
        Optional<MilestonePolicy> policy = situation.journey().policy(entry.code());
        return policy.flatMap(found -> found.task().filter(wanted).map(task -> partners.request(entry, found, task)));
    }
}
