package dev.waymark.gateway.partners;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.signing.PartnerKey;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads partners.yaml (protocol, sections 1 and 12). For one reading. */
public final class PartnersYaml {

    private final CryptoProviders crypto;

    public PartnersYaml(CryptoProviders crypto) {
        this.crypto = crypto;
    }

    /** The partners of the file; those at fault are left out, their faults are with the reading of {@code file}. */
    public List<PartnerEntry> read(Section file) {
        List<PartnerEntry> partners = new ArrayList<>();
        Set<PartnerId> seen = new HashSet<>();
        for (Section entry : file.sections("partners")) {
            partner(entry, seen).ifPresent(partners::add);
        }
        file.done();
        return partners;
    }

    private Optional<PartnerEntry> partner(Section entry, Set<PartnerId> seen) {
        Value<PartnerId> id = entry.value("id", PartnerFormats::id)
                .check(seen::add, "stands here twice: leave one")
                .required();
        Value<String> name = entry.value("name", PartnerFormats::line).required();
        List<PartnerRole> roles = entry.values("roles", PartnerRole::of);
        List<ProgramId> programs = entry.values("programs", ProgramId::new);
        List<PartnerKey> keys = keys(entry);
        var jwksUri = entry.value("jwksUri", PartnerFormats::jwksUri);
        Optional<Webhook> webhook = webhook(entry);
        List<Contact> contacts = new ArrayList<>();
        entry.sections("contacts").forEach(contact -> contact(contact).ifPresent(contacts::add));
        Optional<Calendar> calendar = calendar(entry);
        return entry.build(() -> new PartnerEntry(
                id.get(), name.get(), roles, programs, keys, jwksUri.optional(), webhook, contacts, calendar));
    }

    private List<PartnerKey> keys(Section entry) {
        List<PartnerKey> keys = new ArrayList<>();
        int i = 0;
        for (Map<String, Object> jwk : entry.trees("keys")) {
            try {
                keys.add(PartnerKey.parse(new JsonObject(jwk), crypto));
            } catch (JwkRefused refused) {
                entry.fault("keys[" + i + "]", String.valueOf(refused.getMessage()));
            }
            i++;
        }
        return keys;
    }

    private static Optional<Webhook> webhook(Section entry) {
        if (!entry.has("webhook")) {
            return Optional.empty();
        }
        Section section = entry.section("webhook");
        var url = section.value("url", PartnerFormats::webhookUrl).required();
        Value<Secret> secret = section.secret("secret").as(text -> PartnerFormats.webhookSecret(text.reveal()));
        Value<EncryptionKey> encryptTo = section.tree("encryptTo").as(jwk -> EncryptionKey.parse(new JsonObject(jwk)));
        return section.build(() -> new Webhook(url.get(), secret.optional(), encryptTo.optional()));
    }

    private Optional<Contact> contact(Section section) {
        Value<String> name = section.value("name", PartnerFormats::line).required();
        Value<String> email = section.value("email", MailAddresses::read);
        Value<String> certificate = section.text("certificate");
        if (email.isPresent()) {
            certificate = certificate.as(pem -> MailCertificates.readWhateverItsDates(pem, email.get()));
        } else if (certificate.isPresent()) {
            certificate.fault("needs the email that it names");
        }
        Optional<String> pem = certificate.optional();
        Value<String> sms = section.value("sms", PhoneNumbers::read);
        Value<String> language = section.value("language", Places::language);
        Value<ZoneId> zone = section.value("timeZone", Places::zone);
        return section.build(() ->
                new Contact(name.get(), email.optional(), pem, sms.optional(), language.optional(), zone.optional()));
    }

    private static Optional<Calendar> calendar(Section entry) {
        if (!entry.has("calendar")) {
            return Optional.empty();
        }
        Section section = entry.section("calendar");
        Value<ZoneId> zone = section.value("timeZone", Places::zone).required();
        Map<DayOfWeek, WorkingHours> hours = hours(section);
        List<LocalDate> holidays = section.values("holidays", PartnerFormats::day);
        return section.build(() -> new Calendar(zone.get(), hours, Set.copyOf(holidays)));
    }

    private static Map<DayOfWeek, WorkingHours> hours(Section calendar) {
        if (!calendar.has("hours")) {
            return Calendar.mondayToFriday(WorkingHours.ALL_DAY);
        }
        Section section = calendar.section("hours");
        Map<DayOfWeek, WorkingHours> hours = new EnumMap<>(DayOfWeek.class);
        PartnerFormats.weekdays()
                .forEach((word, day) ->
                        section.value(word, WorkingHours::of).optional().ifPresent(open -> hours.put(day, open)));
        section.done();
        return hours;
    }
}
