package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerIsAskedTest {

    @TempDir
    Path folder;

    @Test
    void a_milestone_asks_the_pharmacy_by_a_signed_webhook_and_its_acknowledgement_answers() {
        try (TestGateway gateway = new TestGateway(folder)) {
            assertThat(gateway.enrol("orphan-x/C-1001").status()).isEqualTo(201);

            Answer taken = gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-1",
                            "prior-auth.info-requested",
                            "orphan-x/C-1001",
                            gateway.now(),
                            new JsonObject()
                                    .put("note", "Payer asks for chart notes")
                                    .put("reason", "clinical-documentation")));
            assertThat(taken.status()).isEqualTo(202);

            await().until(() -> !gateway.pharmacy.endpoint.received().isEmpty());
            FarSide.Received webhook = gateway.pharmacy.endpoint.received().get(0);
            JsonObject data = webhook.json().getJsonObject("data");
            assertThat(webhook.json().getString("type")).isEqualTo("waymark.task.requested");
            assertThat(webhook.headers().get("webhook-signature")).startsWith("v1a,");
            assertThat(data.getString("to")).isEqualTo("rx-one");
            assertThat(data.getInteger("sequence")).isEqualTo(1);
            assertThat(data.getJsonObject("milestone").getString("note")).isEqualTo("Payer asks for chart notes");
            assertThat(data.getJsonObject("task").getString("action")).isEqualTo("provide-information");

            Answer acknowledged = gateway.pharmacy.post(
                    gateway,
                    "/v1/notifications/" + data.getString("notification") + "/acknowledgment",
                    new JsonObject().put("by", "jane@rx-one.example"));
            assertThat(acknowledged.status()).isEqualTo(200);
            assertThat(acknowledged.json().getBoolean("first")).isTrue();

            await().until(() -> inboxEntry(gateway).getBoolean("sent"));
            assertThat(inboxEntry(gateway).getJsonObject("task").getString("status"))
                    .isEqualTo("accepted");
        }
    }

    private static JsonObject inboxEntry(TestGateway gateway) {
        return gateway.pharmacy
                .get(gateway, "/v1/notifications?status=all")
                .json()
                .getJsonArray("notifications")
                .getJsonObject(0);
    }
}
