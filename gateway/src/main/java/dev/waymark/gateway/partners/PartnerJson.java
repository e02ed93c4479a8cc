package dev.waymark.gateway.partners;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import io.vertx.core.json.JsonArray;
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

/** Contacts and calendars as JSON, as they are stored and shown. Pure. */
final class PartnerJson {

    private PartnerJson() {}

    static JsonArray contacts(List<Contact> contacts) {
        JsonArray array = new JsonArray();
        for (Contact contact : contacts) {
            JsonObject json = new JsonObject().put("name", contact.name());
            contact.email().ifPresent(value -> json.put("email", value));
            contact.certificate().ifPresent(value -> json.put("certificate", value));
            contact.sms().ifPresent(value -> json.put("sms", value));
            contact.language().ifPresent(value -> json.put("language", value));
            contact.timeZone().ifPresent(value -> json.put("timeZone", value.getId()));
            array.add(json);
        }
        return array;
    }

    static List<Contact> contacts(JsonArray array) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonObject json = array.getJsonObject(i);
            contacts.add(new Contact(
                    json.getString("name"),
                    Optional.ofNullable(json.getString("email")),
                    Optional.ofNullable(json.getString("certificate")),
                    Optional.ofNullable(json.getString("sms")),
                    Optional.ofNullable(json.getString("language")),
                    Optional.ofNullable(json.getString("timeZone")).map(ZoneId::of)));
        }
        return contacts;
    }

    static JsonObject calendar(Calendar calendar) {
        JsonObject hours = new JsonObject();
        for (DayOfWeek day : DayOfWeek.values()) {
            WorkingHours open = calendar.hours().get(day);
            if (open != null) {
                hours.put(PartnerFormats.word(day), open.toString());
            }
        }
        JsonArray holidays = new JsonArray();
        calendar.holidays().stream().sorted().forEach(day -> holidays.add(day.toString()));
        return new JsonObject()
                .put("timeZone", calendar.zone().getId())
                .put("hours", hours)
                .put("holidays", holidays);
    }

    static Calendar calendar(JsonObject json) {
        Map<DayOfWeek, WorkingHours> hours = new EnumMap<>(DayOfWeek.class);
        JsonObject open = json.getJsonObject("hours");
        PartnerFormats.weekdays().forEach((word, day) -> {
            if (open.containsKey(word)) {
                hours.put(day, WorkingHours.of(open.getString(word)));
            }
        });
        Set<LocalDate> holidays = new HashSet<>();
        json.getJsonArray("holidays").forEach(day -> holidays.add(LocalDate.parse((String) day)));
        return new Calendar(ZoneId.of(json.getString("timeZone")), hours, holidays);
    }
}
