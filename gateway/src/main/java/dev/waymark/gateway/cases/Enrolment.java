package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PersonId;
import dev.waymark.gateway.model.UserName;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A case as its hub or manufacturer wants it from now on: it replaces what was there. */
record Enrolment(List<Listed> partners, List<UserName> managers, List<Enrolled> people) {

    /** Somebody on the case, with all that is known of them. */
    record Enrolled(
            PersonId id,
            Relation relation,
            boolean authorized,
            String language,
            Optional<ZoneId> timeZone,
            boolean smsConsent,
            boolean emailConsent,
            PersonDetails details) {}

    Enrolment {
        partners = List.copyOf(partners);
        managers = List.copyOf(managers);
        people = List.copyOf(people);
    }

    List<PartnerId> partnerIds() {
        return partners.stream().map(Listed::partner).distinct().toList();
    }
}
