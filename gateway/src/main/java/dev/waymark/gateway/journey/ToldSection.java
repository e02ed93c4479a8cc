package dev.waymark.gateway.journey;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.model.PartnerRole;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whom one milestone tells: its {@code tell}, {@code note}, {@code partners} and {@code template}. */
final class ToldSection {

    private static final String URGENT = "managers-urgent";

    private final Section section;
    private final Audiences audiences;

    ToldSection(Section section, Audiences audiences) {
        this.section = section;
        this.audiences = audiences;
    }

    Told read(boolean task) {
        Set<String> tell = words("tell", List.of("managers", URGENT, "patient", "caregiver"), "");
        Set<String> note = words(
                "note", List.of("patient", "caregiver", "partners"), "; the owner and the managers read it anyway");
        Set<PartnerRole> roles =
                section.has("partners") ? JourneyFile.roles(section, "partners") : audiences.partnerRoles();
        Section templates = section.section("template");
        Map<Audience, Telling> tellings = new EnumMap<>(Audience.class);
        for (Audience audience : told(tell, task, !roles.isEmpty())) {
            Telling usual = audiences.of(audience);
            tellings.put(
                    audience,
                    new Telling(
                            usual.channels(),
                            templates.text(audience.key(), usual.template()),
                            audience == Audience.MANAGERS && tell.contains(URGENT),
                            usual.note() || note.contains(audience.key())));
        }
        templates.done();
        return new Told(
                Optional.ofNullable(tellings.get(Audience.OWNER)),
                Optional.ofNullable(tellings.get(Audience.MANAGERS)),
                Optional.ofNullable(tellings.get(Audience.PATIENT)),
                Optional.ofNullable(tellings.get(Audience.CAREGIVER)),
                Optional.ofNullable(tellings.get(Audience.PARTNERS)),
                roles);
    }

    private static Set<Audience> told(Set<String> tell, boolean task, boolean partners) {
        Set<Audience> told = EnumSet.noneOf(Audience.class);
        for (Audience audience : Audience.values()) {
            boolean isTold =
                    switch (audience) {
                        case OWNER -> task;
                        case MANAGERS -> tell.contains("managers") || tell.contains(URGENT);
                        case PATIENT, CAREGIVER -> tell.contains(audience.key());
                        case PARTNERS -> partners;
                    };
            if (isTold) {
                told.add(audience);
            }
        }
        return told;
    }

    private Set<String> words(String key, List<String> allowed, String hint) {
        Set<String> words = new LinkedHashSet<>();
        for (Value<String> word : JourneyFile.words(section, key)) {
            word.check(allowed::contains, "must be one of " + String.join(", ", allowed) + hint)
                    .optional()
                    .ifPresent(words::add);
        }
        return words;
    }
}
