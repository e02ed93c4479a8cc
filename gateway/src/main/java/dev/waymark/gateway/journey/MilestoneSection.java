package dev.waymark.gateway.journey;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerRole;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry below {@code milestones}. */
final class MilestoneSection {

    private final Section section;
    private final Map<String, Stage> stages;
    private final Set<MilestoneCode> codes;
    private final Audiences audiences;

    MilestoneSection(Section section, Map<String, Stage> stages, Set<MilestoneCode> codes, Audiences audiences) {
        this.section = section;
        this.stages = stages;
        this.codes = codes;
        this.audiences = audiences;
    }

    Optional<MilestonePolicy> read(MilestoneCode code) {
        Value<Stage> stage = section.choice("stage", stages).required();
        List<Mover> movers = movers();
        Value<Clock> within = section.value("within", Clock::of);
        Value<Action> action = section.value("task", MilestoneSection::action);
        boolean once = section.choice("once", Map.of("case", true)).or(false);
        boolean any =
                section.isText("endedBy") && section.text("endedBy").or("").equals("any");
        Set<MilestoneCode> endedBy = any ? allBut(code) : JourneyFile.known(section, "endedBy", codes);
        boolean closes = section.bool("closes", false);
        Optional<FollowUpPolicy> followUp = section.has("followUp")
                ? Optional.of(FollowUpSection.read(section.section("followUp")))
                : Optional.empty();
        Told told = new ToldSection(section, audiences).read(action.isPresent());
        check(code, movers, within.isPresent(), action.isPresent(), endedBy);
        return section.build(() -> new MilestonePolicy(
                code,
                stage.get(),
                movers.isEmpty() ? Optional.empty() : Optional.of(new NextMove(movers, within.get())),
                action.optional().map(act -> new TaskPolicy(act, roles(movers), within.get(), once)),
                told,
                endedBy,
                any,
                followUp,
                closes));
    }

    private void check(
            MilestoneCode code, List<Mover> movers, boolean within, boolean task, Set<MilestoneCode> endedBy) {
        if (section.has("next") != section.has("within")) {
            section.fault(
                    section.has("next") ? "next" : "within",
                    "next and within belong together: whose turn it is, and how long they have");
        }
        if (section.has("task") && !section.has("next")) {
            section.fault("task", "a task needs next: the roles of the partners who may be asked");
        }
        if (task && movers.stream().anyMatch(mover -> !(mover instanceof Mover.OfRole))) {
            section.fault("next", "must be partners' roles where there is a task");
        }
        for (String key : List.of("once", "followUp")) {
            if (section.has(key) && !section.has("task")) {
                section.fault(key, "belongs to a task");
            }
        }
        if (within && movers.isEmpty()) {
            return;
        }
        if (section.has("next") && !section.has("endedBy")) {
            section.fault("endedBy", "is missing: nothing would ever be the move that is waited for");
        }
        if (section.has("endedBy") && !section.has("next")) {
            section.fault("endedBy", "ends nothing: there is neither a task nor a next move");
        }
        if (endedBy.contains(code)) {
            section.fault("endedBy", "must not have " + code + " itself: it would end as it begins");
        }
    }

    private List<Mover> movers() {
        List<Mover> movers = new ArrayList<>();
        JourneyFile.words(section, "next")
                .forEach(word -> word.as(Mover::of).optional().ifPresent(movers::add));
        return movers;
    }

    private Set<MilestoneCode> allBut(MilestoneCode code) {
        Set<MilestoneCode> others = new LinkedHashSet<>(codes);
        others.remove(code);
        return others;
    }

    private static List<PartnerRole> roles(List<Mover> movers) {
        return movers.stream().map(mover -> ((Mover.OfRole) mover).role()).toList();
    }

    private static Action action(String text) {
        Action action = new Action(text);
        if (action.equals(Action.ANSWER_MESSAGE)) {
            throw new IllegalArgumentException("must be another word: " + action + " is what a message asks");
        }
        return action;
    }
}
