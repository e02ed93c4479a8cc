package dev.waymark.gateway.journey;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads journey.yaml. Faults go to the reading behind the section; with any of them there is no journey. */
public final class JourneyFile {

    private JourneyFile() {}

    /** The journey that {@code root}, the whole file, stands for. */
    public static Optional<Journey> read(Section root) {
        Duration tellWithin = root.duration("tellWithin", Duration.ofDays(3));
        Map<String, Stage> stages = stages(root);
        Audiences audiences = Audiences.read(root.section("audiences"));
        Map<String, Section> sections = root.sectionsByName("milestones");
        Set<MilestoneCode> codes = codes(root, sections);
        Optional<PeopleRules> people = people(root.section("people"), codes);
        FollowUpPolicy followUp = FollowUpSection.read(root.section("followUp"));
        List<Optional<MilestonePolicy>> policies = sections.entrySet().stream()
                .filter(entry -> MilestoneCode.isValid(entry.getKey()))
                .map(entry -> new MilestoneSection(entry.getValue(), stages, codes, audiences)
                        .read(new MilestoneCode(entry.getKey())))
                .toList();
        return root.build(() -> new Journey(
                List.copyOf(stages.values()),
                policies.stream().flatMap(Optional::stream).toList(),
                tellWithin,
                people.orElseThrow(),
                followUp,
                root.content()));
    }

    private static Map<String, Stage> stages(Section root) {
        Map<String, Stage> stages = new LinkedHashMap<>();
        for (Value<String> name : root.texts("stages")) {
            name.check(
                            text -> text.matches("[a-z0-9-]{1,40}"),
                            "must be a stage, such as coverage: small letters, digits, -")
                    .check(text -> !stages.containsKey(text), "must stand here once")
                    .optional()
                    .ifPresent(text -> stages.put(text, new Stage(text, stages.size())));
        }
        if (stages.isEmpty()) {
            root.fault("stages", "must be the stages in order, such as [enrollment, coverage, therapy]");
        }
        return stages;
    }

    private static Set<MilestoneCode> codes(Section root, Map<String, Section> sections) {
        Set<MilestoneCode> codes = new LinkedHashSet<>();
        sections.forEach((name, section) -> {
            if (MilestoneCode.isValid(name)) {
                codes.add(new MilestoneCode(name));
            } else {
                section.fault("must be a milestone code, such as prior-auth.approved");
            }
        });
        if (sections.isEmpty()) {
            root.fault(
                    "milestones",
                    "must have at least one milestone, such as \"referral.received: {stage: enrollment}\"");
        }
        return codes;
    }

    private static Optional<PeopleRules> people(Section people, Set<MilestoneCode> codes) {
        Set<MilestoneCode> stoppedBy = known(people, "stoppedBy", codes);
        Set<MilestoneCode> startedBy = known(people, "startedBy", codes);
        Set<MilestoneCode> forGood = known(people, "stoppedForGoodBy", codes);
        stoppedBy.stream()
                .filter(startedBy::contains)
                .forEach(code -> people.fault("startedBy", "must not have " + code + ", which stands under stoppedBy"));
        return people.build(() -> new PeopleRules(stoppedBy, startedBy, forGood));
    }

    /** The codes of a list (or the one word in its place), each known to the journey. */
    static Set<MilestoneCode> known(Section section, String key, Set<MilestoneCode> codes) {
        Set<MilestoneCode> found = new LinkedHashSet<>();
        for (Value<String> word : words(section, key)) {
            word.check(text -> isKnown(text, codes), "must be a code that stands under milestones")
                    .optional()
                    .ifPresent(text -> found.add(new MilestoneCode(text)));
        }
        return found;
    }

    static Set<PartnerRole> roles(Section section, String key) {
        Set<PartnerRole> roles = new LinkedHashSet<>();
        words(section, key).forEach(word -> word.as(PartnerRole::of).optional().ifPresent(roles::add));
        return roles;
    }

    /** A list, or the one word that stands in its place. */
    static List<Value<String>> words(Section section, String key) {
        return section.isText(key) ? List.of(section.text(key)) : new ArrayList<>(section.texts(key));
    }

    private static boolean isKnown(String text, Set<MilestoneCode> codes) {
        return MilestoneCode.isValid(text) && codes.contains(new MilestoneCode(text));
    }
}
