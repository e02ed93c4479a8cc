package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksFollowMilestonesTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    @Test
    void a_role_given_to_another_cancels_the_open_task_and_requests_it_anew() {
        try (TestGateway gateway = started()) {
            post(gateway, "evt-1", "prior-auth.info-requested", new JsonObject());
            await().until(() -> tasks(gateway).equals(List.of("provide-information rx-one received")));

            JsonObject body = Cases.withoutPeople();
            body.getJsonArray("partners").getJsonObject(1).put("id", "rx-two");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", body);

            await().until(() -> tasks(gateway)
                    .equals(List.of("provide-information rx-one cancelled", "provide-information rx-two received")));
        }
    }

    @Test
    void a_correction_that_asks_the_same_goes_on_with_the_task_and_one_that_does_not_cancels_it() {
        try (TestGateway gateway = started()) {
            post(gateway, "evt-1", "prior-auth.info-requested", new JsonObject());
            await().until(() -> tasks(gateway).equals(List.of("provide-information rx-one received")));

            correct(gateway, "evt-2", "evt-1", "prior-auth.info-requested");
            correct(gateway, "evt-3", "evt-2", "prior-auth.denied");

            await().until(() -> tasks(gateway)
                    .equals(List.of("provide-information rx-one cancelled", "start-appeal acme-hub received")));
        }
    }

    @Test
    void the_end_of_the_case_ends_every_task() {
        try (TestGateway gateway = started()) {
            post(gateway, "evt-1", "prior-auth.info-requested", new JsonObject());
            await().until(() -> tasks(gateway).equals(List.of("provide-information rx-one received")));
            post(gateway, "evt-2", "case.cancelled", new JsonObject());
            await().until(() -> tasks(gateway).equals(List.of("provide-information rx-one cancelled")));
            assertThat(tracker(gateway).getString("status")).isEqualTo("closed");
        }
    }

    @Test
    void a_request_that_nobody_owns_is_asked_of_whoever_takes_the_role() {
        try (TestGateway gateway = new TestGateway(folder)) {
            JsonObject alone = Cases.withoutPeople()
                    .put(
                            "partners",
                            new JsonArray()
                                    .add(new JsonObject().put("id", "acme-hub").put("role", "hub")));
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", alone);
            post(gateway, "evt-1", "prior-auth.approved", new JsonObject());
            await().until(() -> tracker(gateway).getJsonObject("waitingOn") != null);
            assertThat(tracker(gateway).getJsonObject("waitingOn").getValue("partner"))
                    .isNull();
            assertThat(tasks(gateway)).isEmpty();

            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            await().until(() -> tasks(gateway).equals(List.of("schedule-delivery rx-one received")));
        }
    }

    @Test
    void what_requested_a_cancelled_task_is_open_no_more() {
        try (TestGateway gateway = started()) {
            post(gateway, "evt-1", "prior-auth.info-requested", new JsonObject());
            await().until(() -> open(gateway.pharmacy, gateway).contains("waymark.task.requested"));
            JsonObject body = Cases.withoutPeople();
            body.getJsonArray("partners").getJsonObject(1).put("id", "rx-two");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", body);
            await().until(() -> open(gateway.stranger, gateway).equals(List.of("waymark.task.requested")));
            assertThat(open(gateway.pharmacy, gateway)).doesNotContain("waymark.task.requested");

            post(gateway, "evt-2", "case.cancelled", new JsonObject());
            await().until(() -> tasks(gateway)
                    .equals(List.of("provide-information rx-one cancelled", "provide-information rx-two cancelled")));
            assertThat(open(gateway.stranger, gateway))
                    .contains("waymark.task.cancelled")
                    .doesNotContain("waymark.task.requested");
        }
    }

    @Test
    void who_would_own_a_task_that_is_not_made_again_hears_of_the_milestone_as_others_do() {
        try (TestGateway gateway = started()) {
            for (int i = 1; i <= 2; i++) {
                JsonObject delivered = gateway.pharmacy.event(
                        "evt-" + i, "fulfillment.delivered", CASE, gateway.clocks.business(), new JsonObject());
                assertThat(gateway.pharmacy.milestone(gateway, delivered).status())
                        .isEqualTo(202);
            }
            await().until(() ->
                    open(gateway.hub, gateway).equals(List.of("waymark.task.requested", "waymark.milestone.recorded")));
        }
    }

    @Test
    void the_owner_of_a_task_that_goes_on_hears_of_the_correction() {
        try (TestGateway gateway = started()) {
            post(gateway, "evt-1", "prior-auth.info-requested", new JsonObject());
            correct(gateway, "evt-2", "evt-1", "prior-auth.info-requested");
            await().until(() -> Sql.count(gateway, "fanout_due") == 0);
            correct(gateway, "evt-3", "evt-2", "prior-auth.info-requested");
            await().until(() -> open(gateway.pharmacy, gateway).contains("waymark.milestone.recorded"));
            assertThat(Sql.count(gateway, "notification where purpose = 'corrected'"))
                    .isPositive();
            assertThat(tasks(gateway)).hasSize(1);
        }
    }

    @Test
    void a_finished_task_is_not_asked_again_after_a_correction_that_asks_the_same() {
        try (TestGateway gateway = started()) {
            post(gateway, "evt-1", "prior-auth.info-requested", new JsonObject());
            await().until(() -> tasks(gateway).equals(List.of("provide-information rx-one received")));
            String task =
                    tracker(gateway).getJsonArray("tasks").getJsonObject(0).getString("task");
            assertThat(gateway.pharmacy
                            .post(gateway, "/v1/tasks/" + task + "/status", new JsonObject().put("status", "completed"))
                            .status())
                    .isEqualTo(200);
            correct(gateway, "evt-2", "evt-1", "prior-auth.info-requested");
            correct(gateway, "evt-3", "evt-2", "prior-auth.info-requested");

            JsonObject body = Cases.withoutPeople();
            body.getJsonArray("partners").getJsonObject(1).put("id", "rx-two");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", body);
            await().until(() -> Sql.count(gateway, "fanout_due") == 0);
            assertThat(tasks(gateway)).containsExactly("provide-information rx-one completed");
        }
    }

    private static List<String> open(TestPartner partner, TestGateway gateway) {
        return partner.get(gateway, "/v1/notifications?status=open").json().getJsonArray("notifications").stream()
                .map(one -> ((JsonObject) one).getString("type"))
                .collect(Collectors.toList());
    }

    private TestGateway started() {
        TestGateway gateway = new TestGateway(folder);
        gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
        return gateway;
    }

    private static void post(TestGateway gateway, String id, String code, JsonObject data) {
        assertThat(gateway.hub
                        .milestone(gateway, gateway.hub.event(id, code, CASE, gateway.clocks.business(), data))
                        .status())
                .isEqualTo(202);
    }

    private static void correct(TestGateway gateway, String id, String old, String code) {
        JsonObject event = gateway.hub
                .event(id, code, CASE, gateway.clocks.business(), new JsonObject())
                .put("correctionof", old);
        assertThat(gateway.hub.milestone(gateway, event).status()).isEqualTo(202);
    }

    private static JsonObject tracker(TestGateway gateway) {
        return gateway.hub.get(gateway, "/v1/programs/orphan-x/cases/C-1001").json();
    }

    private static List<String> tasks(TestGateway gateway) {
        JsonArray tasks = tracker(gateway).getJsonArray("tasks");
        return tasks.stream()
                .map(task -> (JsonObject) task)
                .map(task -> task.getString("action") + " " + task.getString("owner") + " " + task.getString("status"))
                .collect(Collectors.toList());
    }
}
