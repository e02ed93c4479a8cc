package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers a task that the pharmacy was given. */
class OwnersAnswerTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    private TestGateway gateway;

    @BeforeEach
    void the_pharmacy_is_asked_for_information() {
        gateway = new TestGateway(folder);
        gateway.enrol(CASE);
        gateway.hub.milestone(
                gateway,
                gateway.hub.event("evt-1", "prior-auth.info-requested", CASE, gateway.now(), new JsonObject()));
        Sql.awaitWebhooksOut(gateway);
        assertThat(task().getString("status")).isEqualTo("received");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_pharmacy_that_submits_without_acknowledging_has_answered_then() {
        gateway.clocks.advance(Duration.ofHours(2));
        Answer submitted = gateway.pharmacy.milestone(
                gateway, gateway.pharmacy.event("rx-1", "prior-auth.submitted", CASE, gateway.now(), new JsonObject()));
        assertThat(submitted.status()).isEqualTo(202);
        Sql.awaitWebhooksOut(gateway);

        assertThat(task().getString("status")).isEqualTo("completed");
        assertThat(task().getInstant("acknowledgedAt")).isEqualTo(gateway.now());
        gateway.clocks.advance(Duration.ofHours(24));
        JsonObject row = measured();
        assertThat(row.getInteger("due")).isEqualTo(1);
        assertThat(row.getInteger("acknowledged")).isEqualTo(1);
        assertThat(row.getInteger("acknowledgedWithin")).isEqualTo(1);
        assertThat(row.getInteger("completedWithin")).isEqualTo(1);
        assertThat(row.getDouble("responseRate")).isEqualTo(1.0);
        assertThat(row.getLong("medianSeconds")).isEqualTo(Duration.ofHours(2).toSeconds());
    }

    @Test
    void an_acknowledgement_by_a_name_in_which_nothing_is_to_be_seen_is_none() {
        String notification = Sql.text(gateway, "select id from notification where partner = 'rx-one'");
        Answer refused = gateway.pharmacy.post(
                gateway,
                "/v1/notifications/" + notification + "/acknowledgment",
                new JsonObject().put("by", "\u00A0\u200B"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"/by\"");
        assertUnanswered();
    }

    @Test
    void a_manager_who_acknowledges_the_alert_leaves_the_task_unanswered() {
        AlertsClient maria = new AlertsClient(gateway, "maria");
        String alert = maria.awaitAlerts(1).get(0).getJsonObject("alert").getString("alert");
        maria.send(new JsonObject().put("type", "ack").put("alert", alert));
        assertThat(maria.await("acked", 1).get(0).getString("alert")).isEqualTo(alert);

        assertUnanswered();
    }

    @Test
    void a_patient_who_acknowledges_the_message_leaves_the_task_unanswered() {
        People people = new People(gateway);
        people.awaitAllOut();
        assertThat(people.press(people.linkInText(People.PATIENT)).status()).isEqualTo(200);
        assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                .isEqualTo(1);

        assertUnanswered();
    }

    private void assertUnanswered() {
        assertThat(task().getString("status")).isEqualTo("received");
        assertThat(task().getString("acknowledgedAt")).isNull();
        gateway.clocks.advance(Duration.ofHours(25));
        JsonObject row = measured();
        assertThat(row.getInteger("due")).isEqualTo(1);
        assertThat(row.getInteger("acknowledged")).isZero();
        assertThat(row.getDouble("responseRate")).isZero();
    }

    private JsonObject task() {
        return gateway.hub
                .get(gateway, "/v1/programs/orphan-x/cases/C-1001")
                .json()
                .getJsonArray("tasks")
                .getJsonObject(0);
    }

    /** The pharmacy's row, as a supervisor reads it. */
    private JsonObject measured() {
        Map<String, String> supervisor = gateway.signIn("sam");
        JsonArray rows = gateway.call(
                        HttpMethod.GET, "/v1/responsiveness?groupBy=partner", supervisor, Optional.empty())
                .json()
                .getJsonArray("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.getJsonObject(0).getString("key")).isEqualTo("rx-one");
        return rows.getJsonObject(0);
    }
}
