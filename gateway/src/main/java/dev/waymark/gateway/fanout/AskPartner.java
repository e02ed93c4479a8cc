package dev.waymark.gateway.fanout;

import dev.waymark.gateway.fanout.FanoutPlan.PlannedAlert;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.fanout.ReachPartner.Cause;
import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.Clock;
import dev.waymark.gateway.journey.MilestonePolicy;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.journey.Via;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What partners are asked and told: a task with its owner, or an alert that nobody owns it. Pure. */
final class AskPartner {

    static final String REQUESTED = "waymark.task.requested";
    static final String CANCELLED = "waymark.task.cancelled";
    static final String POSTED = "waymark.message.posted";
    static final String RECORDED = "waymark.milestone.recorded";

    private final Situation situation;
    private final Ids ids;
    private final ReachPartner reach;

    AskPartner(Situation situation, Ids ids) {
        this.situation = situation;
        this.ids = ids;
        this.reach = new ReachPartner(situation);
    }

    /** Requests the task of this milestone from its owner; without one, an urgent alert. */
    FanoutPlan request(TimelineEntry entry, MilestonePolicy policy, TaskPolicy task) {
        Optional<Owner> owner = owner(task);
        return owner.map(found -> request(entry.id(), policy, task, found)).orElseGet(() -> unowned(entry));
    }

    /** Whether the case had this task before and is not to have it again. */
    boolean isOver(TaskPolicy task) {
        return task.onceACase()
                && situation.tasks().stream().anyMatch(made -> made.action().equals(task.action()));
    }

    /** Who would own it now: the first listed partner in the first role that the case has. */
    Optional<Owner> owner(TaskPolicy task) {
        return task.roles().stream()
                .flatMap(role -> situation.careCase().owner(role).stream()
                        .flatMap(id -> reach.active(id).stream())
                        .map(partner -> new Owner(partner, role)))
                .findFirst();
    }

    /** A partner in the role for which it is asked. */
    record Owner(Partner partner, PartnerRole role) {}

    private FanoutPlan request(MilestoneId milestone, MilestonePolicy policy, TaskPolicy task, Owner owner) {
        Partner partner = owner.partner();
        TaskId id = new TaskId(ids.next());
        Purpose purpose = Purpose.REQUESTED.nth(timesAsked(milestone) + 1);
        Task request = TaskRules.request(
                id,
                situation.careCase().id(),
                milestone,
                task,
                owner.role(),
                partner.id(),
                partner.calendar().orElse(Calendar.DEFAULT),
                situation.journey().version(),
                situation.now());
        List<PlannedMessage> messages = new ArrayList<>();
        Cause cause = new Cause(milestone, Optional.of(id), purpose);
        messages.add(reach.system(cause, partner, REQUESTED));
        policy.told()
                .owner()
                .filter(telling -> telling.channels().contains(Via.EMAIL))
                .flatMap(telling -> toContact(cause, partner, telling.template()))
                .ifPresent(messages::add);
        return new FanoutPlan(List.of(offered(request, partner)), List.of(), messages, List.of());
    }

    /** Without a webhook it lives on its inbox, where the task stands from now on. */
    private Task offered(Task request, Partner partner) {
        return partner.webhook().isPresent() ? request : TaskRules.deliver(request, situation.now());
    }

    /** What somebody wrote to this partner, with the question that it is, to its system and to its first contact. */
    FanoutPlan pass(PostedMessage message, PartnerId addressed) {
        return reach.active(addressed)
                .map(partner -> pass(message, partner, Purpose.MESSAGE, message.postedAt()))
                .orElse(FanoutPlan.NOTHING);
    }

    /** A question that ended unanswered is asked anew, with a clock of the same length from now. */
    FanoutPlan askAgain(PostedMessage question, Task ended) {
        return reach.active(ended.owner())
                .map(partner -> pass(
                        question, partner, Purpose.MESSAGE.nth(timesAsked(ended.milestone()) + 1), situation.now()))
                .orElseGet(() -> cannotBeAnswered(question, ended));
    }

    /** Whom nobody answers any more is told so: the partner that asked, else who manages the case. */
    FanoutPlan cannotBeAnswered(PostedMessage question, Task ended) {
        return question.author()
                .partner()
                .flatMap(asker -> tell(
                        ended.milestone(),
                        Optional.of(ended.id()),
                        Purpose.CANCELLED.nth(place(ended)),
                        asker,
                        CANCELLED))
                .map(told -> new FanoutPlan(List.of(), List.of(), List.of(told), List.of()))
                .orElseGet(() -> alert(unowned(
                        PostedMessage.CODE, ended.milestone(), ended.id().toString())));
    }

    /** Among the tasks of its message, from 1: each is told of on its own. */
    private int place(Task task) {
        return situation.tasks().stream()
                        .filter(made -> made.milestone().equals(task.milestone()))
                        .toList()
                        .indexOf(task)
                + 1;
    }

    private FanoutPlan pass(PostedMessage message, Partner partner, Purpose purpose, Instant at) {
        MilestoneId subject = message.id().subject();
        Optional<Task> question = message.answerWithin()
                .flatMap(within -> situation.careCase().rolesOf(partner.id()).stream()
                        .findFirst()
                        .map(role -> question(message, within, role, partner, at)));
        Optional<TaskId> id = question.map(Task::id);
        List<PlannedMessage> messages = new ArrayList<>();
        Cause cause = new Cause(subject, id, purpose);
        messages.add(reach.system(cause, partner, POSTED));
        toContact(cause, partner, "message").ifPresent(messages::add);
        return new FanoutPlan(question.stream().toList(), List.of(), messages, List.of());
    }

    /** Its clock runs from {@code at}: when it was written, so that it ends when the message says, or asked anew. */
    private Task question(PostedMessage message, Duration within, PartnerRole role, Partner partner, Instant at) {
        TaskPolicy policy = new TaskPolicy(Action.ANSWER_MESSAGE, List.of(role), new Clock.Elapsed(within), false);
        return offered(
                TaskRules.request(
                        new TaskId(ids.next()),
                        situation.careCase().id(),
                        message.id().subject(),
                        policy,
                        role,
                        partner.id(),
                        partner.calendar().orElse(Calendar.DEFAULT),
                        situation.journey().version(),
                        at),
                partner);
    }

    private int timesAsked(MilestoneId milestone) {
        return (int) situation.tasks().stream()
                .filter(made -> made.milestone().equals(milestone))
                .count();
    }

    /** One alert for each time that it stands without an owner. */
    private FanoutPlan unowned(TimelineEntry entry) {
        return alert(unowned(entry.code(), entry.id(), entry.id() + "/" + timesAsked(entry.id())));
    }

    private static PlannedAlert unowned(MilestoneCode code, MilestoneId about, String once) {
        return new PlannedAlert("unowned", code, Optional.of(about), "urgent", true, false, "unowned/" + once);
    }

    private static FanoutPlan alert(PlannedAlert alert) {
        return new FanoutPlan(List.of(), List.of(), List.of(), List.of(alert));
    }

    /** A partner's notification: in its inbox, and to its webhook where it has one. Empty for one that is disabled. */
    Optional<PlannedMessage> tell(
            MilestoneId milestone, Optional<TaskId> task, Purpose purpose, PartnerId id, String type) {
        return reach.active(id).map(partner -> reach.system(new Cause(milestone, task, purpose), partner, type));
    }

    /** The first contact with a mail address that exists, in the order in which the partner wants them asked. */
    private Optional<PlannedMessage> toContact(Cause cause, Partner partner, String template) {
        return reach.first(ReachPartner.mailed(partner)).map(contact -> reach.contact(cause, contact, template));
    }
}
