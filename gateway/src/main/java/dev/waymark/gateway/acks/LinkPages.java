package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.cases.CaseFacts;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.journey.WaitingOn;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.rendering.Audience;
import dev.waymark.gateway.rendering.RenderedPage;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.tasks.Task;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The pages behind links, each in the language of whom it is for. Pure, thread-safe. */
final class LinkPages {

    private static final String CHANNEL = "page";
    private static final String NEWS = "news";
    private static final String TASK = "task";

    private final Rendering rendering;
    private final PartnerDirectory partners;

    LinkPages(Rendering rendering, PartnerDirectory partners) {
        this.rendering = rendering;
        this.partners = partners;
    }

    /** Who wrote, and a button. */
    RenderedPage open(Behind behind) {
        Audience audience = behind.addressee() instanceof Addressee.OfPerson ? Audience.PATIENT : Audience.PARTNER;
        return page(audience, "open", behind, sender(behind).build());
    }

    /** One of the pages that say nothing of a message: {@code expired}, {@code unsubscribe}, {@code code} … */
    RenderedPage aside(String name, Behind behind) {
        return page(Audience.PATIENT, name, behind, sender(behind).build());
    }

    /** {@code language} is what the browser asks for: nobody knows who reads it. */
    RenderedPage notFound(String language) {
        return rendering.page(
                Audience.PATIENT,
                "not-found",
                language,
                language,
                RenderingContext.from("", Optional.empty(), ZoneOffset.UTC).build());
    }

    /** What happened, what comes next and by when, whom to call. */
    RenderedPage news(Behind behind, String name) {
        Situation situation = behind.situation();
        RecordedMilestone milestone = standing(situation, behind.notification().milestone());
        String template = behind.notification().template();
        return page(
                Audience.PATIENT,
                rendering.templates().has(Audience.PATIENT, CHANNEL, template) ? template : NEWS,
                behind,
                sender(behind)
                        .personName(Optional.of(name))
                        .milestone(Optional.of(milestone.code()))
                        .expectedBy(expectedBy(situation, milestone.id()))
                        .build());
    }

    /** What a partner's contact is asked. */
    RenderedPage task(Behind behind) {
        Situation situation = behind.situation();
        RecordedMilestone milestone = standing(situation, behind.notification().milestone());
        Optional<Task> task = behind.notification().task().flatMap(situation::task);
        return page(
                Audience.PARTNER,
                TASK,
                behind,
                sender(behind)
                        .milestone(Optional.of(milestone.code()))
                        .caseCode(Optional.of(situation.careCase().ref().code()))
                        .action(task.map(Task::action))
                        .dueAt(task.filter(Task::isOpen).map(open -> open.dueAt(situation.now())))
                        .reason(milestone.reason())
                        .build());
    }

    private RenderedPage page(Audience audience, String name, Behind behind, RenderingContext context) {
        return rendering.page(
                audience,
                name,
                behind.addressee().language(),
                behind.situation().program().language(),
                context);
    }

    private static RenderingContext.With sender(Behind behind) {
        Program program = behind.situation().program();
        return RenderingContext.from(
                program.publicName(), program.phone(), behind.addressee().zone());
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
