package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.TextField;
import dev.waymark.gateway.model.PersonId;
import dev.waymark.gateway.partners.MailAddresses;
import dev.waymark.gateway.partners.MailCertificates;
import dev.waymark.gateway.partners.PhoneNumbers;
import dev.waymark.gateway.partners.Places;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the people of an enrolment. Pure. */
final class PeopleReader {

    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]*");
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Set<String> CIPHERS = Set.of("cbc", "gcm");

    private final String language;
    private final Instant now;

    PeopleReader(String defaultLanguage, Instant now) {
        this.language = defaultLanguage;
        this.now = now;
    }

    List<Enrolment.Enrolled> read(Fields body, int most) {
        List<Enrolment.Enrolled> people = new ArrayList<>();
        Set<PersonId> seen = new HashSet<>();
        for (Fields entry : EnrolmentReader.atMost(most, body, "people", body.objects("people"))) {
            person(entry).ifPresent(person -> {
                if (!seen.add(person.id())) {
                    body.fault(entry.at("id"), "stands here twice");
                }
                people.add(person);
            });
        }
        return people;
    }

    private Optional<Enrolment.Enrolled> person(Fields entry) {
        Optional<PersonId> id = entry.text("id").required(PersonId::new);
        Optional<Relation> relation = entry.text("relation").required(Relation::of);
        String name = line(entry.text("name"), 200).required();
        Optional<String> reads = entry.text("language").optional(Places::language);
        Optional<ZoneId> zone = entry.text("timeZone").optional(Places::zone);
        Optional<Boolean> authorized = entry.bool("authorized");
        Optional<Fields> sms = entry.object("sms");
        Optional<Fields> email = entry.object("email");
        Optional<String> number = sms.flatMap(fields -> fields.text("number").required(PhoneNumbers::read));
        Optional<String> address =
                email.flatMap(fields -> fields.text("address").required(MailAddresses::read));
        boolean smsConsent = sms.flatMap(fields -> fields.bool("consent")).orElse(false);
        boolean emailConsent = email.flatMap(fields -> fields.bool("consent")).orElse(false);
        Optional<String> certificate = email.flatMap(fields -> certificate(fields, address));
        Optional<String> smime = email.flatMap(fields -> fields.text("smime").optional(PeopleReader::cipher));
        Optional<QuietHours> quiet = entry.object("quietHours").flatMap(PeopleReader::quietHours);
        if (sms.isPresent() && !entry.has("timeZone")) {
            entry.fault(entry.at("timeZone"), "is missing: texts need the person's time zone");
        }
        if (id.isEmpty() || relation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Enrolment.Enrolled(
                id.get(),
                relation.get(),
                relation.get() == Relation.PATIENT || authorized.orElse(false),
                reads.orElse(language),
                zone,
                smsConsent,
                emailConsent,
                new PersonDetails(name, number, address, certificate, smime, quiet)));
    }

    private Optional<String> certificate(Fields email, Optional<String> address) {
        TextField field = email.text("certificate");
        return address.isEmpty()
                ? field.optional()
                : field.optional(pem -> MailCertificates.read(pem, address.get(), now));
    }

    private static Optional<QuietHours> quietHours(Fields fields) {
        Optional<LocalTime> from = fields.text("from").required(PeopleReader::timeOfDay);
        Optional<LocalTime> until = fields.text("until").required(PeopleReader::timeOfDay);
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        if (!QuietHours.leaveTime(from.get(), until.get())) {
            fields.fault(
                    fields.at("until"),
                    "leaves no minute from 08:00 to 21:00 for texts: who wants none has sms.consent false");
            return Optional.empty();
        }
        return Optional.of(new QuietHours(from.get(), until.get()));
    }

    private static TextField line(TextField field, int most) {
        return field.min(1).max(most).form(ONE_LINE);
    }

    private static LocalTime timeOfDay(String text) {
        if (!TIME_OF_DAY.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a time of day, HH:MM");
        }
        return LocalTime.parse(text);
    }

    private static String cipher(String text) {
        if (!CIPHERS.contains(text)) {
            throw new IllegalArgumentException("must be cbc or gcm");
        }
        return text;
    }
}
