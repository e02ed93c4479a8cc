package dev.waymark.gateway.journey;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.journey.FollowUpStep.Span;
import dev.waymark.gateway.journey.FollowUpStep.When;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code followUp}, of the journey or of one milestone. */
final class FollowUpSection {

    private static final int MOST_TIMES = 10;
    private static final int MOST_AGAIN = 5;
    private static final int MOST_STEPS = 20;

    private FollowUpSection() {}

    static FollowUpPolicy read(Section section) {
        int again = section.wholeNumber("again", 0, MOST_AGAIN, 0);
        List<FollowUpStep> steps = section.sections("steps").stream()
                .flatMap(step -> step(step).stream())
                .toList();
        if (steps.size() > MOST_STEPS) {
            section.fault("steps", "must be at most " + MOST_STEPS);
        }
        section.done();
        return new FollowUpPolicy(steps, again);
    }

    private static Optional<FollowUpStep> step(Section step) {
        Optional<When> when = when(step);
        boolean escalates = step.has("escalate");
        if (escalates == step.has("remind")) {
            step.fault("must have either remind or escalate: whom");
        }
        List<Whom> whom = new ArrayList<>();
        Stream.of("remind", "escalate")
                .flatMap(key -> JourneyFile.words(step, key).stream())
                .forEach(word -> word.as(Whom::of).optional().ifPresent(whom::add));
        Set<Via> via = via(step);
        if (step.has("via") && whom.stream().noneMatch(Whom::isPartner)) {
            step.fault("via", "is for owner and partners' roles: all others get mail");
        }
        int times = step.wholeNumber("times", 1, MOST_TIMES, 1);
        Value<Span> every = step.value("every", Span::of);
        if ((times > 1) != every.isPresent()) {
            step.fault("every", "and times belong together: how often in all, and the time between");
        }
        return step.build(() -> new FollowUpStep(when.orElseThrow(), escalates, whom, via, times, every.or(Span.NONE)));
    }

    private static Optional<When> when(Section step) {
        Set<When> given = new LinkedHashSet<>();
        step.value("at", When.Share::of).optional().ifPresent(given::add);
        step.value("before", Span::of).optional().ifPresent(span -> given.add(new When.Before(span)));
        step.value("after", Span::of).optional().ifPresent(span -> given.add(new When.After(span)));
        long keys = Stream.of("at", "before", "after").filter(step::has).count();
        if (keys != 1) {
            step.fault("must have one of at (50% of the clock), before (4h before it is due) and after");
        }
        return given.stream().findFirst();
    }

    private static Set<Via> via(Section step) {
        Set<Via> via = EnumSet.noneOf(Via.class);
        for (Value<String> word : JourneyFile.words(step, "via")) {
            word.check(text -> text.equals("webhook") || text.equals("email"), "must be one of webhook, email")
                    .optional()
                    .ifPresent(text -> via.add(Via.valueOf(text.toUpperCase(Locale.ROOT))));
        }
        return via.isEmpty() ? EnumSet.of(Via.WEBHOOK) : via;
    }
}
