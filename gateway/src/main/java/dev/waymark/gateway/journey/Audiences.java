package dev.waymark.gateway.journey;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.model.PartnerRole;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The section {@code audiences}: how each is told where a milestone says nothing else. */
record Audiences(Map<Audience, Telling> tellings, Set<PartnerRole> partnerRoles) {

    private static final Map<Audience, Telling> USUAL = Map.of(
            Audience.OWNER, usual("task", true, Via.WEBHOOK, Via.EMAIL),
            Audience.MANAGERS, usual("milestone", true, Via.ALERT),
            Audience.PATIENT, usual("news", false, Via.EMAIL, Via.SMS),
            Audience.CAREGIVER, usual("news", false, Via.EMAIL, Via.SMS),
            Audience.PARTNERS, usual("milestone", false, Via.WEBHOOK));

    static Audiences read(Section section) {
        Set<PartnerRole> roles = Set.of(PartnerRole.HUB, PartnerRole.SPECIALTY_PHARMACY);
        Map<Audience, Telling> tellings = new EnumMap<>(USUAL);
        for (Map.Entry<Audience, Telling> usual : USUAL.entrySet()) {
            Section own = section.section(usual.getKey().key());
            tellings.put(usual.getKey(), telling(own, usual.getValue()));
            if (usual.getKey() == Audience.PARTNERS && own.has("roles")) {
                roles = JourneyFile.roles(own, "roles");
            }
            own.done();
        }
        section.done();
        return new Audiences(tellings, roles);
    }

    Telling of(Audience audience) {
        Telling telling = tellings.get(audience);
        if (telling == null) {
            throw new IllegalStateException("no telling for " + audience);
        }
        return telling;
    }

    private static Telling telling(Section section, Telling usual) {
        Set<Via> channels = EnumSet.noneOf(Via.class);
        for (Value<String> word : JourneyFile.words(section, "channels")) {
            word.as(Audiences::via).optional().ifPresent(channels::add);
        }
        return new Telling(
                section.has("channels") ? channels : usual.channels(),
                section.text("template", usual.template()),
                false,
                usual.note());
    }

    private static Telling usual(String template, boolean note, Via... channels) {
        return new Telling(Set.of(channels), template, false, note);
    }

    private static Via via(String word) {
        for (Via via : Via.values()) {
            if (via.name().toLowerCase(Locale.ROOT).equals(word)) {
                return via;
            }
        }
        throw new IllegalArgumentException("must be one of alert, webhook, email, sms");
    }
}
