package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleWithoutPartnerTest {

    private static final String CASE = "orphan-x/C-1001";
    private static final String PATH = "/v1/programs/orphan-x/cases/C-1001";

    @TempDir
    Path folder;

    @Test
    void a_task_taken_from_its_owner_waits_in_the_managers_alerts_and_is_asked_of_whoever_takes_the_role_later() {
        try (TestGateway gateway = new TestGateway(folder)) {
            pharmacyIs(gateway, "rx-one");
            report(gateway, "evt-1", "prior-auth.approved");
            assertThat(tasks(gateway)).containsExactly("rx-one received");

            nobodyIsPharmacy(gateway);
            assertThat(tasks(gateway)).containsExactly("rx-one cancelled");
            assertThat(unowned(gateway)).isEqualTo(1);

            gateway.clocks.advance(Duration.ofDays(4));
            pharmacyIs(gateway, "rx-two");
            assertThat(tasks(gateway)).containsExactly("rx-one cancelled", "rx-two received");

            nobodyIsPharmacy(gateway);
            assertThat(unowned(gateway)).as("one alert each time").isEqualTo(2);
            pharmacyIs(gateway, "rx-two");
            assertThat(tasks(gateway)).containsExactly("rx-one cancelled", "rx-two cancelled", "rx-two received");
            assertThat(Sql.count(gateway, "alert where kind = 'unowned' and severity = 'urgent' and ack_required"))
                    .isEqualTo(2);
        }
    }

    @Test
    void what_was_done_or_cancelled_while_nobody_had_the_role_is_not_asked_again() {
        try (TestGateway gateway = new TestGateway(folder)) {
            pharmacyIs(gateway, "rx-one");
            report(gateway, "evt-1", "prior-auth.approved");
            nobodyIsPharmacy(gateway);
            report(gateway, "evt-2", "fulfillment.scheduled");

            pharmacyIs(gateway, "rx-two");
            assertThat(tasks(gateway)).containsExactly("rx-one cancelled");

            report(gateway, "evt-3", "fulfillment.on-hold");
            report(gateway, "evt-4", "case.cancelled");
            pharmacyIs(gateway, "rx-one");
            assertThat(tasks(gateway)).containsExactly("rx-one cancelled", "rx-two cancelled");
        }
    }

    @Test
    void a_correction_of_what_asked_is_asked_of_whoever_takes_the_role_and_not_what_it_replaced() {
        try (TestGateway gateway = new TestGateway(folder)) {
            pharmacyIs(gateway, "rx-one");
            report(gateway, "evt-1", "prior-auth.approved");
            nobodyIsPharmacy(gateway);
            JsonObject correction =
                    event(gateway, "evt-2", "prior-auth.approved").put("correctionof", "evt-1");
            assertThat(gateway.hub.milestone(gateway, correction).status()).isEqualTo(202);
            awaitPlanned(gateway);

            pharmacyIs(gateway, "rx-two");
            assertThat(tasks(gateway)).containsExactly("rx-one cancelled", "rx-two received");
        }
    }

    private static void pharmacyIs(TestGateway gateway, String partner) {
        JsonObject body = Cases.withoutPeople();
        body.getJsonArray("partners").getJsonObject(1).put("id", partner);
        put(gateway, body);
    }

    private static void nobodyIsPharmacy(TestGateway gateway) {
        JsonObject hub = new JsonObject().put("id", "acme-hub").put("role", "hub");
        put(gateway, Cases.withoutPeople().put("partners", new JsonArray().add(hub)));
    }

    /** The same call at the same moment would be the same signature, and do nothing. */
    private static void put(TestGateway gateway, JsonObject body) {
        gateway.clocks.advance(Duration.ofSeconds(1));
        assertThat(gateway.hub.put(gateway, PATH, body).status()).isIn(200, 201);
        awaitPlanned(gateway);
    }

    private static void report(TestGateway gateway, String id, String code) {
        assertThat(gateway.hub.milestone(gateway, event(gateway, id, code)).status())
                .isEqualTo(202);
        awaitPlanned(gateway);
        Sql.awaitWebhooksOut(gateway);
    }

    private static JsonObject event(TestGateway gateway, String id, String code) {
        gateway.clocks.advance(Duration.ofSeconds(1));
        return gateway.hub.event(id, code, CASE, gateway.clocks.business(), new JsonObject());
    }

    private static void awaitPlanned(TestGateway gateway) {
        await().until(() -> Sql.count(gateway, "fanout_due") == 0);
    }

    private static List<String> tasks(TestGateway gateway) {
        return gateway.hub.get(gateway, PATH).json().getJsonArray("tasks").stream()
                .map(task -> (JsonObject) task)
                .map(task -> task.getString("owner") + " " + task.getString("status"))
                .toList();
    }

    private static long unowned(TestGateway gateway) {
        return Sql.count(gateway, "alert where kind = 'unowned'");
    }
}
