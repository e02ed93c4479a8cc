package dev.waymark.gateway.scenario;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Enrolments, with invented people. */
final class Cases {

    private Cases() {}

    /** Hub, pharmacy, Maria; a Spanish-speaking patient with mail and phone, an authorized caregiver with a phone. */
    static JsonObject usual() {
        return new JsonObject("""
                {"partners":[{"id":"acme-hub","role":"hub"},{"id":"rx-one","role":"specialty_pharmacy"}],
                 "managers":["maria"],
                 "people":[
                  {"id":"patient","relation":"patient","name":"Ana Diaz","language":"es","timeZone":"America/New_York",
                   "sms":{"number":"+12025550142","consent":true},"email":{"address":"ana@example.org","consent":true}},
                  {"id":"caregiver","relation":"caregiver","authorized":true,"name":"Luis Diaz","language":"en",
                   "timeZone":"America/New_York","sms":{"number":"+12025550143","consent":true}}]}
                """);
    }

    /** The usual one without anybody but partners and managers. */
    static JsonObject withoutPeople() {
        return usual().put("people", new JsonArray());
    }
}
