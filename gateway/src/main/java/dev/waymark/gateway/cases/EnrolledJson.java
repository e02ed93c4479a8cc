package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What an enrolment is answered: the roster as taken, and of people their ids alone. */
final class EnrolledJson {

    private EnrolledJson() {}

    static JsonObject of(CaseRef ref, Enrolment enrolment) {
        JsonArray people = new JsonArray();
        enrolment.people().forEach(person -> people.add(person.id().value()));
        return new JsonObject()
                .put("case", ref.toString())
                .put("partners", CaseJson.partners(enrolment.partners()))
                .put("managers", CaseJson.managers(enrolment.managers()))
                .put("people", people);
    }
}
