package dev.waymark.gateway;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.Telling;
import dev.waymark.gateway.journey.Told;
import dev.waymark.gateway.journey.Via;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.rendering.Audience;
import dev.waymark.gateway.rendering.Templates;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds that each template which a journey names is there, over each channel that writes by it. Without this the first
 * message of its kind would find out.
 */
final class JourneyTemplates {

    private final Section file;
    private final Templates templates;
    private final Set<String> told = new LinkedHashSet<>();

    private JourneyTemplates(Section file, Templates templates) {
        this.file = file;
        this.templates = templates;
    }

    /** Faults go to the reading behind {@code file}, which {@code journey} was read from. */
    static void check(Section file, Journey journey, Templates templates) {
        JourneyTemplates check = new JourneyTemplates(file, templates);
        Map<String, Section> milestones = file.sectionsByName("milestones");
        for (MilestoneCode code : journey.codes()) {
            Optional.ofNullable(milestones.get(code.value()))
                    .ifPresent(section -> journey.policy(code).ifPresent(policy -> check.told(section, policy.told())));
        }
    }

    private void told(Section milestone, Told milestones) {
        look(milestone, "owner", Audience.PARTNER, Via.EMAIL, milestones.owner());
        look(milestone, "managers", Audience.MANAGER, Via.ALERT, milestones.managers());
        for (Via via : new Via[] {Via.EMAIL, Via.SMS}) {
            look(milestone, "patient", Audience.PATIENT, via, milestones.patient());
            look(milestone, "caregiver", Audience.PATIENT, via, milestones.caregiver());
        }
    }

    private void look(Section milestone, String audience, Audience reader, Via via, Optional<Telling> telling) {
        telling.filter(one -> one.channels().contains(via))
                .map(Telling::template)
                .flatMap(name -> templates.missing(reader, folder(via), name))
                .ifPresent(path -> fault(milestone, audience, path));
    }

    private static String folder(Via via) {
        return switch (via) {
            case ALERT -> "alert";
            case EMAIL -> "mail";
            case SMS -> "sms";
            case WEBHOOK -> throw new IllegalArgumentException("a webhook is written by no template");
        };
    }

    private void fault(Section milestone, String audience, String path) {
        String mend = "there is no templates/" + path + ": write it, or name one that is there";
        Section own = milestone.section("template");
        if (own.has(audience)) {
            own.fault(audience, mend);
        } else if (told.add(audience + path)) {
            file.section("audiences").section(audience).fault("template", mend);
        }
    }
}
