package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnersStaffTest {

    private static final String CASE = "/v1/programs/orphan-x/cases/C-1001";

    @TempDir
    Path folder;

    @Test
    void who_works_at_a_partner_sees_of_a_case_what_its_signed_calls_see_and_nothing_more() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            JsonObject correction = gateway.hub
                    .event("evt-2", "prior-auth.denied", People.CASE, gateway.clocks.business(), new JsonObject())
                    .put("correctionof", "evt-1");
            assertThat(gateway.hub.milestone(gateway, correction).status()).isEqualTo(202);
            new People(gateway).awaitAllOut();

            JsonObject signed = gateway.pharmacy.get(gateway, CASE).json();
            Map<String, String> rita = gateway.signIn("rita");
            JsonObject timeline = get(gateway, CASE + "/timeline", rita);
            assertThat(timeline.fieldNames())
                    .containsExactlyInAnyOrder("case", "stage", "status", "waitingOn", "milestones");
            assertThat(withoutLedTo(timeline)).isEqualTo(signed.getJsonArray("milestones"));
            assertThat(all(timeline, "messages", "notification"))
                    .isSubsetOf(inbox(gateway))
                    .isNotEmpty();
            assertThat(all(timeline, "tasks", "task")).isSubsetOf(ids(signed.getJsonArray("tasks"), "task"));

            JsonObject line =
                    get(gateway, "/v1/cases", rita).getJsonArray("cases").getJsonObject(0);
            assertThat(line.fieldNames())
                    .contains("case", "waitingOn", "openTasks")
                    .doesNotContain("managers");
            assertThat(get(gateway, CASE + "/timeline", gateway.signIn("maria")).fieldNames())
                    .contains("managers", "partners", "people");
        }
    }

    /** The milestones, without the tasks and messages that they led to. */
    private static JsonArray withoutLedTo(JsonObject timeline) {
        JsonArray milestones = new JsonArray();
        timeline.copy().getJsonArray("milestones").forEach(one -> {
            JsonObject milestone = (JsonObject) one;
            milestone.remove("tasks");
            milestone.remove("messages");
            milestones.add(milestone);
        });
        return milestones;
    }

    private static List<String> inbox(TestGateway gateway) {
        Answer inbox = gateway.pharmacy.get(gateway, "/v1/notifications?status=all");
        return ids(inbox.json().getJsonArray("notifications"), "notification");
    }

    private static List<String> all(JsonObject timeline, String member, String id) {
        return timeline.getJsonArray("milestones").stream()
                .flatMap(one -> ids(((JsonObject) one).getJsonArray(member), id).stream())
                .toList();
    }

    private static List<String> ids(JsonArray entries, String id) {
        return entries.stream().map(one -> ((JsonObject) one).getString(id)).toList();
    }

    private static JsonObject get(TestGateway gateway, String target, Map<String, String> headers) {
        return gateway.call(HttpMethod.GET, target, headers, Optional.empty()).json();
    }
}
