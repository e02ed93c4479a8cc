package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.journey.CaseState;
import dev.waymark.gateway.journey.WaitingOn;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.tasks.TaskJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Parts of a case on the wire (protocol, section 4). Pure. */
final class CaseJson {

    private CaseJson() {}

    static JsonObject head(CareCase careCase, CaseState state) {
        return new JsonObject()
                .put("case", careCase.ref().toString())
                .put("stage", state.stage().name())
                .put("status", state.status().wire())
                .put("waitingOn", state.waitingOn().map(CaseJson::waitingOn).orElse(null));
    }

    private static JsonObject waitingOn(WaitingOn on) {
        return new JsonObject()
                .put("role", on.role())
                .put("partner", on.partner().map(PartnerId::value).orElse(null))
                .put("since", Times.write(on.since()))
                .put("expectedBy", Times.write(on.expectedBy()))
                .put(
                        "milestones",
                        new JsonArray(on.milestones().stream()
                                .map(MilestoneCode::value)
                                .toList()));
    }

    /** A milestone as this viewer sees it: note and attributes are members where they are given and may be seen. */
    static JsonObject milestone(RecordedMilestone milestone, SeenCase seen) {
        JsonObject json = new JsonObject()
                .put("milestone", milestone.id().toString())
                .put("type", milestone.code().value())
                .put("time", Times.write(milestone.occurredAt()))
                .put("receivedAt", Times.write(milestone.receivedAt()))
                .put("partner", milestone.partner().value())
                .put("reason", milestone.reason().orElse(null));
        MilestoneContent content = seen.contents().getOrDefault(milestone.id(), MilestoneContent.NONE);
        json.mergeIn(content.toJson());
        return json;
    }

    static JsonArray tasks(CaseFacts facts, CaseViewer viewer, Instant now) {
        JsonArray tasks = new JsonArray();
        facts.tasksSeenBy(viewer.partner()).forEach(task -> tasks.add(TaskJson.of(task, now)));
        return tasks;
    }

    static JsonArray partners(List<Listed> listed) {
        JsonArray partners = new JsonArray();
        listed.forEach(one -> partners.add(new JsonObject()
                .put("id", one.partner().value())
                .put("role", one.role().wire())));
        return partners;
    }

    static JsonArray managers(List<UserName> users) {
        return new JsonArray(users.stream().map(UserName::value).toList());
    }

    static JsonArray people(SeenCase seen) {
        JsonArray people = new JsonArray();
        seen.people().forEach((person, details) -> people.add(person(person, details)));
        return people;
    }

    private static JsonObject person(Person person, PersonDetails details) {
        JsonObject json = new JsonObject()
                .put("id", person.id().value())
                .put("relation", person.relation().wire())
                .put("authorized", person.authorized())
                .put("name", details.name())
                .put("language", person.language())
                .put("timeZone", person.timeZone().map(ZoneId::getId).orElse(null));
        details.sms()
                .ifPresent(number ->
                        json.put("sms", new JsonObject().put("number", number).put("consent", person.smsConsent())));
        details.email()
                .ifPresent(address -> json.put(
                        "email",
                        new JsonObject()
                                .put("address", address)
                                .put("consent", person.emailConsent())
                                .put("encrypted", details.certificate().isPresent())));
        details.quietHours()
                .ifPresent(hours -> json.put(
                        "quietHours",
                        new JsonObject()
                                .put("from", hours.from().toString())
                                .put("until", hours.until().toString())));
        return json;
    }
}
