package dev.waymark.gateway.rendering;

import dev.waymark.gateway.cases.CaseFacts;
import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.journey.WaitingOn;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.tasks.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a message where it may be said: on the page behind its link, and in encrypted mail. Pure, thread-safe.
 */
public final class MessageContexts {

    private final PartnerDirectory partners;

    public MessageContexts(PartnerDirectory partners) {
        this.partners = partners;
    }

    /** Of the program, for a reader in that zone. */
    public static RenderingContext.With sender(Program program, ZoneId zone) {
        return RenderingContext.from(program.publicName(), program.phone(), zone);
    }

    /** To a patient or caregiver: what happened, what comes next and by when, whom to call. */
    public RenderingContext.With news(Notification notification, Situation situation, ZoneId zone, String name) {
        RecordedMilestone milestone = standing(situation, notification.milestone());
        return sender(situation.program(), zone)
                .personName(Optional.of(name))
                .milestone(Optional.of(milestone.code()))
                .expectedBy(expectedBy(situation, milestone.id()));
    }

    /** To a partner's contact: what is asked, as the page says it. */
    public RenderingContext.With task(Notification notification, Situation situation, ZoneId zone) {
        Optional<PostedMessage> message = situation.message(notification.milestone());
        return message.isPresent()
                ? question(notification, situation, zone)
                        .milestone(Optional.of(PostedMessage.CODE))
                        .partnerName(writer(message.get()))
                : asked(notification, situation, zone, standing(situation, notification.milestone()));
    }

    /**
     * The same as the partner's webhook says it, with whom it is from and what that sender wrote.
     *
     * @param content empty where the partner may not read it
     */
    public RenderingContext.With task(
            Notification notification, Situation situation, ZoneId zone, Optional<MilestoneContent> content) {
        if (situation.message(notification.milestone()).isPresent()) {
            return task(notification, situation, zone).note(content.flatMap(MilestoneContent::note));
        }
        RecordedMilestone milestone = PartnerEvent.milestone(notification, situation);
        return asked(notification, situation, zone, milestone)
                .partnerName(situation.partner(milestone.partner()).map(Partner::name))
                .note(content.flatMap(MilestoneContent::note));
    }

    private static RenderingContext.With asked(
            Notification notification, Situation situation, ZoneId zone, RecordedMilestone milestone) {
        return question(notification, situation, zone)
                .milestone(Optional.of(milestone.code()))
                .reason(milestone.reason());
    }

    /** A partner's name, on the case or not any more; managers are meant where there is none. */
    private Optional<String> writer(PostedMessage message) {
        return message.author()
                .partner()
                .map(id -> partners.find(id).map(Partner::name).orElse(id.value()));
    }

    private static RenderingContext.With question(Notification notification, Situation situation, ZoneId zone) {
        Optional<Task> task = notification.task().flatMap(situation::task);
        return sender(situation.program(), zone)
                .caseCode(Optional.of(situation.careCase().ref().code()))
                .action(task.map(Task::action))
                .dueAt(task.filter(Task::isOpen).map(open -> open.dueAt(situation.now())));
    }

    /** What stands in place of a milestone that was corrected since. */
    private static RecordedMilestone standing(Situation situation, MilestoneId id) {
        RecordedMilestone milestone = recorded(situation, id);
        while (milestone.replacedBy().isPresent()) {
            milestone = recorded(situation, milestone.replacedBy().get());
        }
        return milestone;
    }

    private static RecordedMilestone recorded(Situation situation, MilestoneId id) {
        RecordedMilestone milestone = situation.milestones().get(id);
        if (milestone == null) {
            throw new IllegalStateException("milestone " + id + " is not on the case that told of it");
        }
        return milestone;
    }

    /** When the next step of this milestone is expected; empty once the case moved on, or that time has passed. */
    private Optional<Instant> expectedBy(Situation situation, MilestoneId milestone) {
        if (situation.peopleStop().isPresent()) {
            return Optional.empty();
        }
        return new CaseFacts(
                        situation.careCase(), List.copyOf(situation.milestones().values()), situation.tasks())
                .state(situation.journey(), partners, situation.now())
                .waitingOn()
                .filter(waiting -> waiting.milestone().equals(milestone))
                .map(WaitingOn::expectedBy)
                .filter(by -> by.isAfter(situation.now()));
    }
}
