package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.Gateway;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsOverTwoNodesTest {

    private static final int EVENTS = 60;
    private static final int SLOTS = 8;

    @TempDir
    Path folder;

    @Test
    void two_nodes_together_hold_no_more_of_an_endpoint_than_its_slots_and_send_each_message_once() {
        try (TestGateway one = new TestGateway(folder)) {
            Gateway two = one.another();
            try {
                one.hub.put(
                        one,
                        "/v1/programs/orphan-x/cases/C-1001",
                        Cases.withoutPeople().put("managers", new JsonArray()));
                Promise<FarSide.Reply> gate = Promise.promise();
                one.pharmacy.endpoint.answersLater(received -> gate.future());
                JsonArray events = new JsonArray();
                for (int n = 0; n < EVENTS; n++) {
                    events.add(one.hub.event(
                            "evt-" + n, "referral.received", People.CASE, one.clocks.business(), new JsonObject()));
                }
                assertThat(one.hub.milestones(one, events).status()).isEqualTo(200);
                await().until(() -> one.pharmacy.endpoint.open() == SLOTS);
                Sql.awaitPlanned(one);
                assertThat(Sql.count(one, "outbox where lease_until is not null"))
                        .isEqualTo(SLOTS);

                gate.complete(FarSide.Reply.OK);
                await().until(() -> Sql.count(one, "outbox") == 0);
                assertThat(one.pharmacy.endpoint.mostOpen()).isLessThanOrEqualTo(SLOTS);
                assertThat(one.pharmacy.endpoint.received())
                        .hasSize(EVENTS)
                        .extracting(FarSide.Received::id)
                        .doesNotHaveDuplicates();
            } finally {
                Waiting.await(two.stop());
            }
        }
    }
}
