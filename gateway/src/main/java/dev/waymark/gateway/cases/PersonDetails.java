package dev.waymark.gateway.cases;

import io.vertx.core.json.JsonObject;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What is known of a person and sealed as one value.
 *
 * @param sms the number, E.164
 * @param email the address as given
 * @param certificate PEM, for encrypted mail
 * @param smime {@code gcm} or {@code cbc} where the sender chose
 */
public record PersonDetails(
        String name,
        Optional<String> sms,
        Optional<String> email,
        Optional<String> certificate,
        Optional<String> smime,
        Optional<QuietHours> quietHours) {

    JsonObject toJson() {
        JsonObject json = new JsonObject().put("name", name);
        sms.ifPresent(value -> json.put("sms", value));
        email.ifPresent(value -> json.put("email", value));
        certificate.ifPresent(value -> json.put("certificate", value));
        smime.ifPresent(value -> json.put("smime", value));
        quietHours.ifPresent(value -> json.put(
                "quietHours",
                new JsonObject()
                        .put("from", value.from().toString())
                        .put("until", value.until().toString())));
        return json;
    }

    static PersonDetails of(JsonObject json) {
        return new PersonDetails(
                json.getString("name"),
                Optional.ofNullable(json.getString("sms")),
                Optional.ofNullable(json.getString("email")),
                Optional.ofNullable(json.getString("certificate")),
                Optional.ofNullable(json.getString("smime")),
                Optional.ofNullable(json.getJsonObject("quietHours"))
                        .map(hours -> new QuietHours(
                                LocalTime.parse(hours.getString("from")), LocalTime.parse(hours.getString("until")))));
    }

    /** Prints nothing of the person. */
    @Override
    public String toString() {
        return "PersonDetails[redacted]";
    }
}
