package dev.waymark.gateway.partners;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.TextField;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.signing.PartnerKey;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a partner as the admin API takes it: the members of partners.yaml, as JSON. Pure. */
final class PartnerBody {

    private final CryptoProviders crypto;
    private final Instant now;

    PartnerBody(CryptoProviders crypto, Instant now) {
        this.crypto = crypto;
        this.now = now;
    }

    /**
     * What an administrator wants.
     *
     * @param replacesKeys whether {@code keys} was given: live ones that it does not name are revoked
     * @param keepsSecret whether the webhook came without {@code secret}: since it is never read back, the old one stays
     */
    record Wanted(PartnerEntry entry, boolean replacesKeys, boolean keepsSecret, Optional<Boolean> disabled) {

        /** The columns that stay as they are. */
        Set<String> kept() {
            return keepsSecret ? Set.of("webhook_secret") : Set.of();
        }
    }

    /** Throws {@code 422} with every fault. {@code id} is that of the path, where it has one. */
    Wanted read(Fields body, Optional<PartnerId> path) {
        Optional<PartnerId> id = path.isPresent()
                ? body.text("id").optional(PartnerFormats::id).or(() -> path)
                : body.text("id").required(PartnerFormats::id);
        if (path.isPresent() && !id.equals(path)) {
            body.fault(body.at("id"), "must be that of the address");
        }
        Optional<String> name = body.text("name").required(PartnerFormats::line);
        List<PartnerRole> roles = new ArrayList<>();
        body.texts("roles").forEach(role -> role.optional(PartnerRole::of).ifPresent(roles::add));
        List<ProgramId> programs = new ArrayList<>();
        body.texts("programs")
                .forEach(program -> program.optional(ProgramId::new).ifPresent(programs::add));
        List<PartnerKey> keys = new ArrayList<>();
        body.objects("keys").forEach(key -> key(key).ifPresent(keys::add));
        Optional<URI> jwksUri = body.text("jwksUri").optional(PartnerFormats::jwksUri);
        Optional<Fields> webhook = body.object("webhook");
        Optional<Webhook> target = webhook.flatMap(PartnerBody::webhook);
        List<Contact> contacts = new ArrayList<>();
        body.objects("contacts").forEach(contact -> contact(contact).ifPresent(contacts::add));
        Optional<Calendar> calendar = body.object("calendar").flatMap(PartnerBody::calendar);
        Optional<Boolean> disabled = body.bool("disabled");
        body.orThrow();
        try {
            PartnerEntry entry = new PartnerEntry(
                    id.orElseThrow(), name.orElseThrow(), roles, programs, keys, jwksUri, target, contacts, calendar);
            boolean keepsSecret = webhook.isPresent() && !webhook.get().has("secret");
            return new Wanted(entry, body.has("keys"), keepsSecret, disabled);
        } catch (IllegalArgumentException refused) {
            throw Problem.invalid("", String.valueOf(refused.getMessage()));
        }
    }

    /** One key; empty with a fault where it is none that is taken. Members that are not known are ignored. */
    Optional<PartnerKey> key(Fields fields) {
        try {
            return Optional.of(PartnerKey.parse(jwk(fields), crypto));
        } catch (JwkRefused refused) {
            fields.fault(fields.pointer(), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Webhook> webhook(Fields fields) {
        Optional<URI> url = fields.text("url").required(PartnerFormats::webhookUrl);
        Optional<Secret> secret = fields.text("secret").optional(PartnerFormats::webhookSecret);
        Optional<EncryptionKey> encryptTo = fields.object("encryptTo").flatMap(PartnerBody::encryptTo);
        return url.map(target -> new Webhook(target, secret, encryptTo));
    }

    private static Optional<EncryptionKey> encryptTo(Fields fields) {
        try {
            return Optional.of(EncryptionKey.parse(jwk(fields)));
        } catch (JwkRefused refused) {
            fields.fault(fields.pointer(), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static JsonObject jwk(Fields fields) {
        JsonObject jwk = new JsonObject();
        fields.rest().forEach((name, value) -> jwk.put(name, new JsonObject("{\"v\":" + value + "}").getValue("v")));
        return jwk;
    }

    private Optional<Contact> contact(Fields fields) {
        Optional<String> name = fields.text("name").required(PartnerFormats::line);
        Optional<String> email = fields.text("email").optional(MailAddresses::read);
        TextField pem = fields.text("certificate");
        Optional<String> certificate = email.isPresent()
                ? pem.optional(text -> MailCertificates.read(text, email.get(), now))
                : pem.optional();
        Optional<String> sms = fields.text("sms").optional(PhoneNumbers::read);
        Optional<String> language = fields.text("language").optional(Places::language);
        Optional<ZoneId> zone = fields.text("timeZone").optional(Places::zone);
        if (certificate.isPresent() && !fields.has("email")) {
            fields.fault(fields.at("certificate"), "needs the email that it names");
        }
        if (!fields.has("email") && !fields.has("sms")) {
            fields.fault(fields.pointer(), "needs an email or an sms");
        }
        return name.filter(known -> email.isPresent() || sms.isPresent())
                .map(known -> new Contact(known, email, certificate, sms, language, zone));
    }

    private static Optional<Calendar> calendar(Fields fields) {
        Optional<ZoneId> zone = fields.text("timeZone").required(Places::zone);
        Map<DayOfWeek, WorkingHours> hours = fields.object("hours")
                .map(PartnerBody::hours)
                .orElseGet(() -> Calendar.mondayToFriday(WorkingHours.ALL_DAY));
        List<LocalDate> holidays = new ArrayList<>();
        fields.texts("holidays").forEach(day -> day.optional(LocalDate::parse).ifPresent(holidays::add));
        if (hours.isEmpty()) {
            fields.fault(fields.at("hours"), "must have hours on one weekday at least");
            return Optional.empty();
        }
        return zone.map(place -> new Calendar(place, hours, Set.copyOf(holidays)));
    }

    private static Map<DayOfWeek, WorkingHours> hours(Fields fields) {
        Map<DayOfWeek, WorkingHours> hours = new EnumMap<>(DayOfWeek.class);
        PartnerFormats.weekdays()
                .forEach((word, day) ->
                        fields.text(word).optional(WorkingHours::of).ifPresent(open -> hours.put(day, open)));
        return hours;
    }
}
