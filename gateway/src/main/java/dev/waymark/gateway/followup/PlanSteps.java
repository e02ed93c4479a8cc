package dev.waymark.gateway.followup;

import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.FanoutPlan;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedAlert;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.fanout.ReachPartner;
import dev.waymark.gateway.fanout.ReachPartner.Cause;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.journey.FollowUpStep;
import dev.waymark.gateway.journey.Via;
import dev.waymark.gateway.journey.Whom;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is told, over what, when steps of a task's follow-up are due. Pure; for one task, once. */
final class PlanSteps {

    static final String REMINDER = "waymark.task.reminder";
    static final String ESCALATED = "waymark.task.escalated";

    private final Situation situation;
    private final Task task;
    private final Staff staff;
    private final ReachPartner reach;
    private int reminders;
    private int escalations;
    private int lastContact;

    PlanSteps(Situation situation, Task task, ToldSoFar told, Staff staff) {
        this.situation = situation;
        this.task = task;
        this.staff = staff;
        this.reach = new ReachPartner(situation);
        this.reminders = told.highest(task, Purpose.REMINDER);
        this.escalations = told.highest(task, Purpose.ESCALATION);
        this.lastContact = told.lastContact(task);
    }

    FanoutPlan plan(Due due) {
        List<PlannedMessage> messages = new ArrayList<>();
        due.steps().forEach(step -> messages.addAll(messages(step, due)));
        return new FanoutPlan(List.of(), List.of(), messages, due.overdue() ? List.of(overdue()) : List.of());
    }

    private List<PlannedMessage> messages(FollowUpStep step, Due due) {
        Purpose purpose = step.escalates()
                ? Purpose.ESCALATION.numbered(escalations + 1)
                : Purpose.REMINDER.numbered(reminders + 1);
        Cause cause = new Cause(
                task.milestone(), Optional.of(task.id()), purpose, due.again() ? Reason.REOPENED : Reason.DUE);
        List<PlannedMessage> messages = new ArrayList<>();
        for (Whom whom : step.whom()) {
            messages.addAll(messages(step, whom, cause, due.overdue()));
        }
        if (!messages.isEmpty()) {
            reminders += step.escalates() ? 0 : 1;
            escalations += step.escalates() ? 1 : 0;
        }
        return messages;
    }

    private List<PlannedMessage> messages(FollowUpStep step, Whom whom, Cause cause, boolean overdue) {
        if (whom instanceof Whom.Managers) {
            return mails(cause, staff.managers(situation), overdue);
        }
        if (whom instanceof Whom.Supervisors) {
            return mails(cause, staff.supervisors(situation), overdue);
        }
        if (whom instanceof Whom.Role role) {
            return situation
                    .careCase()
                    .owner(role.role())
                    .filter(partner -> !partner.equals(task.owner()) && !isQuestion())
                    .flatMap(reach::active)
                    .map(partner -> partner(step, cause, partner))
                    .orElse(List.of());
        }
        Optional<Partner> owner = reach.active(task.owner());
        if (whom instanceof Whom.Owner) {
            return owner.map(partner -> partner(step, cause, partner)).orElse(List.of());
        }
        return owner.flatMap(partner -> contact(whom, partner)).map(contact -> mail(step, cause, contact)).stream()
                .toList();
    }

    private List<PlannedMessage> partner(FollowUpStep step, Cause cause, Partner partner) {
        List<PlannedMessage> messages = new ArrayList<>();
        if (step.via().contains(Via.WEBHOOK)) {
            messages.add(reach.system(cause, partner, step.escalates() ? ESCALATED : REMINDER));
        }
        if (step.via().contains(Via.EMAIL)) {
            reach.first(ReachPartner.mailed(partner)).ifPresent(contact -> messages.add(mail(step, cause, contact)));
        }
        return messages;
    }

    private Optional<Recipient.OfContact> contact(Whom whom, Partner owner) {
        List<Recipient.OfContact> mailed = ReachPartner.mailed(owner);
        if (whom instanceof Whom.ContactAt at) {
            return mailed.stream()
                    .filter(contact -> contact.position() == at.position() - 1)
                    .findFirst();
        }
        if (whom instanceof Whom.NextContact) {
            return reach.first(mailed.stream()
                    .filter(contact -> contact.position() > lastContact)
                    .toList());
        }
        return reach.first(mailed);
    }

    private PlannedMessage mail(FollowUpStep step, Cause cause, Recipient.OfContact contact) {
        if (contact.partner().equals(task.owner())) {
            lastContact = Math.max(lastContact, contact.position());
        }
        return reach.contact(cause, contact, step.escalates() ? "task-escalated" : "task-reminder");
    }

    private List<PlannedMessage> mails(Cause cause, List<UserName> users, boolean overdue) {
        return users.stream()
                .map(user -> Staff.mail(cause, user, overdue ? "task-overdue" : "at-risk", situation))
                .toList();
    }

    /** Named by the time that it was due: after a hold there is another. */
    private PlannedAlert overdue() {
        return new PlannedAlert(
                "task-overdue",
                about(),
                Optional.of(task.milestone()),
                "warning",
                true,
                false,
                "task-overdue/" + task.id() + "/" + task.dueAt().toEpochMilli(),
                Optional.of(new NewAlert.OfClock(Optional.of(task.owner()), task.dueAt())));
    }

    private MilestoneCode about() {
        return Optional.ofNullable(situation.milestones().get(task.milestone()))
                .map(RecordedMilestone::code)
                .orElse(PostedMessage.CODE);
    }

    /** Asked by a message, of which partners who are not addressed see nothing. */
    private boolean isQuestion() {
        return situation.message(task.milestone()).isPresent();
    }
}
