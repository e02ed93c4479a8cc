package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookRetriesTest {

    @TempDir
    Path folder;

    @Test
    void an_endpoint_that_fails_is_tried_again_by_the_schedule_with_the_same_id_until_it_heals() {
        try (TestGateway gateway = started()) {
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(500, "not now"));
            asked(gateway, "evt-1");
            awaitAttempts(gateway, 1);
            assertThat(task(gateway).getString("status")).isEqualTo("received");

            gateway.clocks.advanceSteady(Duration.ofSeconds(4));
            gateway.clocks.advanceSteady(Duration.ofSeconds(3));
            awaitAttempts(gateway, 2);

            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            gateway.clocks.advanceSteady(Duration.ofSeconds(73));
            awaitAttempts(gateway, 3);
            await().until(() -> entry(gateway).getBoolean("sent"));
            assertThat(ids(gateway)).hasSize(1);
        }
    }

    @Test
    void an_endpoint_that_refuses_is_tried_three_times_more_and_then_set_aside_with_an_alert() {
        try (TestGateway gateway = started()) {
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(400, "no"));
            asked(gateway, "evt-1");
            for (int attempt = 1; attempt <= 4; attempt++) {
                awaitAttempts(gateway, attempt);
                gateway.clocks.advanceSteady(Duration.ofMinutes(73));
            }
            await().until(() -> timelineMessage(gateway).getString("state").equals("dead"));
            assertThat(timelineMessage(gateway).getString("reason")).isEqualTo("http-400");
            assertThat(entry(gateway).getBoolean("sent")).isFalse();
        }
    }

    @Test
    void an_endpoint_that_is_gone_gets_nothing_until_an_administrators_test_is_answered() {
        try (TestGateway gateway = started()) {
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(410, ""));
            asked(gateway, "evt-1");
            awaitAttempts(gateway, 1);
            gateway.clocks.advanceSteady(Duration.ofHours(30));
            asked(gateway, "evt-2");
            await().until(() -> gateway.pharmacy
                            .get(gateway, "/v1/notifications?status=all")
                            .json()
                            .getJsonArray("notifications")
                            .size()
                    == 2);
            assertThat(gateway.pharmacy.endpoint.received()).hasSize(1);

            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            Answer test = gateway.call(
                    HttpMethod.POST, "/v1/admin/partners/rx-one/webhook/test", gateway.signIn("ada"), Optional.empty());
            assertThat(test.status()).isEqualTo(200);
            await().until(() -> gateway.pharmacy.endpoint.received().size() == 4);
        }
    }

    private TestGateway started() {
        TestGateway gateway = new TestGateway(folder);
        assertThat(gateway.hub
                        .put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople())
                        .status())
                .isEqualTo(201);
        return gateway;
    }

    private static void asked(TestGateway gateway, String id) {
        Answer taken = gateway.hub.milestone(
                gateway,
                gateway.hub.event(
                        id,
                        "prior-auth.info-requested",
                        "orphan-x/C-1001",
                        gateway.clocks.business(),
                        new JsonObject()));
        assertThat(taken.status()).isEqualTo(202);
    }

    /** Made, and on record: what comes next is decided. */
    private static void awaitAttempts(TestGateway gateway, int many) {
        await().until(() -> Sql.count(
                        gateway,
                        "attempt a join notification n on n.id = a.notification where n.partner = 'rx-one' and n.channel = 'webhook'")
                == many);
        assertThat(gateway.pharmacy.endpoint.received()).hasSize(many);
    }

    private static Set<String> ids(TestGateway gateway) {
        Set<String> ids = new HashSet<>();
        gateway.pharmacy
                .endpoint
                .received()
                .forEach(one -> ids.add(one.headers().get("webhook-id")));
        return ids;
    }

    private static JsonObject entry(TestGateway gateway) {
        return gateway.pharmacy
                .get(gateway, "/v1/notifications?status=all")
                .json()
                .getJsonArray("notifications")
                .getJsonObject(0);
    }

    private static JsonObject task(TestGateway gateway) {
        await().until(() -> !tracker(gateway)
                .getJsonArray("tasks")
                .getJsonObject(0)
                .getString("status")
                .equals("requested"));
        return tracker(gateway).getJsonArray("tasks").getJsonObject(0);
    }

    private static JsonObject tracker(TestGateway gateway) {
        return gateway.hub.get(gateway, "/v1/programs/orphan-x/cases/C-1001").json();
    }

    private static JsonObject timelineMessage(TestGateway gateway) {
        JsonObject timeline = gateway.as("maria")
                .get("/v1/programs/orphan-x/cases/C-1001/timeline")
                .json();
        return timeline.getJsonArray("milestones").getJsonObject(0).getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .filter(message -> message.getString("recipient").equals("partner/rx-one"))
                .findFirst()
                .orElseThrow();
    }
}
