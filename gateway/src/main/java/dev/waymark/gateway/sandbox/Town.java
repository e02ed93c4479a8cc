package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Who lives here, all invented: numbers are 555-01xx, addresses at example domains. The same number is the same person. */
final class Town {

    static final ProgramId PROGRAM = new ProgramId("orphan-x");
    static final PartnerId HUB = new PartnerId("acme-hub");
    static final PartnerId PHARMACY = new PartnerId("rx-one");
    static final PartnerId TROUBLE = new PartnerId("rx-wobbly");
    static final String MANAGER = "maria";

    static final int FIRST_CASE = 1001;

    /** A case, before anybody enrols it. */
    record Household(CaseRef ref, PartnerId pharmacy, JsonObject enrolment) {}

    private static final List<String> GIVEN = List.of(
            "Ana", "Ben", "Carla", "David", "Elena", "Frank", "Gloria", "Henry", "Ines", "Jack", "Karen", "Luis",
            "Marta", "Noah", "Olga", "Pablo", "Quinn", "Rosa", "Sam", "Teresa", "Ulises", "Vera", "Walter", "Ximena");

    private static final List<String> FAMILY = List.of(
            "Diaz", "Miller", "Garcia", "Baker", "Lopez", "Carter", "Rivera", "Dawson", "Ortega", "Ellis", "Morales",
            "Foster", "Navarro", "Grant", "Romero", "Hayes", "Vargas");

    private static final List<String> AREAS = List.of("202", "312", "415", "617", "713", "305", "206", "503");

    private static final List<String> ZONES =
            List.of("America/New_York", "America/Chicago", "America/New_York", "America/Los_Angeles");

    private Town() {}

    /** The household behind case {@code C-<number>}. */
    static Household household(int number) {
        PartnerId pharmacy = number % 3 == 0 ? TROUBLE : PHARMACY;
        JsonArray people = new JsonArray().add(person(number, 0));
        if (number % 3 == 1) {
            people.add(person(number, 1).put("authorized", true));
        }
        JsonObject enrolment = new JsonObject()
                .put(
                        "partners",
                        new JsonArray()
                                .add(new JsonObject().put("id", HUB.toString()).put("role", "hub"))
                                .add(new JsonObject()
                                        .put("id", pharmacy.toString())
                                        .put("role", "specialty_pharmacy")))
                .put("managers", new JsonArray().add(MANAGER))
                .put("people", people);
        return new Household(CaseRef.of(PROGRAM + "/C-" + number), pharmacy, enrolment);
    }

    private static JsonObject person(int number, int place) {
        String given = GIVEN.get(Math.floorMod(number * 7 + place * 11, GIVEN.size()));
        String family = FAMILY.get(Math.floorMod(number * 5, FAMILY.size()));
        String relation = place == 0 ? "patient" : "caregiver";
        String address = (given + "." + family).toLowerCase(Locale.ROOT) + "." + number + "@example.org";
        return new JsonObject()
                .put("id", relation)
                .put("relation", relation)
                .put("name", given + " " + family)
                .put("language", number % 2 == 1 ? "es" : "en")
                .put("timeZone", ZONES.get(Math.floorMod(number, ZONES.size())))
                .put(
                        "sms",
                        new JsonObject()
                                .put("number", number(number * 2 + place))
                                .put("consent", place == 0 || number % 2 == 1))
                .put("email", new JsonObject().put("address", address).put("consent", number % 5 != 4));
    }

    private static String number(int n) {
        int i = Math.floorMod(n, AREAS.size() * 100);
        return "+1%s55501%02d".formatted(AREAS.get(i / 100), i % 100);
    }
}
