package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedEndpointTest {

    private static final int EVENTS = 40;
    private static final int SLOTS = 8;

    @TempDir
    Path folder;

    @Test
    void what_waited_goes_out_by_sequence_once_it_is_open_again_and_is_not_due_before() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Map<String, String> oli = gateway.signIn("oli");
            gateway.hub.put(
                    gateway,
                    "/v1/programs/orphan-x/cases/C-1001",
                    Cases.withoutPeople().put("managers", new JsonArray()));
            gateway.pharmacy.endpoint.answers(received -> new FarSide.Reply(503, ""));
            post(gateway, 1, 3);
            await().until(() -> Sql.count(gateway, "attempt where code = 'http-503'") == 3);
            gateway.pharmacy.endpoint.answers(received -> new FarSide.Reply(410, ""));
            gateway.clocks.advance(Duration.ofSeconds(1));
            post(gateway, 4, 1);
            await().until(() -> Sql.count(gateway, "lane where state = 'closed'") == 1);
            gateway.clocks.advance(Duration.ofMinutes(3));
            post(gateway, 5, EVENTS - 4);
            Sql.awaitPlanned(gateway);
            gateway.clocks.advance(Duration.ofMinutes(3));
            assertThat(Sql.count(gateway, "outbox")).isEqualTo(EVENTS);
            assertThat(part(gateway, oli, "outbox")).isEqualTo("0 due");
            assertThat(part(gateway, oli, "lanes")).contains("webhook/rx-one closed");
            await().untilAsserted(() -> assertThat(gateway.call(HttpMethod.GET, "/metrics", Map.of(), Optional.empty())
                            .body())
                    .contains("waymark_lanes{state=\"closed\"} 1.0", "waymark_lanes{state=\"probing\"} 0.0"));
            int before = gateway.pharmacy.endpoint.received().size();

            gateway.pharmacy.endpoint.answers(received -> FarSide.Reply.OK);
            assertThat(gateway.call(
                                    HttpMethod.POST,
                                    "/v1/admin/partners/rx-one/webhook/test",
                                    gateway.signIn("ada"),
                                    Optional.empty())
                            .status())
                    .isEqualTo(200);
            await().until(() -> Sql.count(gateway, "outbox") == 0);

            List<Integer> sequences = gateway.pharmacy.endpoint.received().stream()
                    .skip(before)
                    .map(FarSide.Received::json)
                    .filter(event -> !event.getString("type").equals("waymark.webhook.test"))
                    .map(event -> event.getJsonObject("data").getInteger("sequence"))
                    .toList();
            assertThat(sequences).hasSize(EVENTS).doesNotHaveDuplicates();
            assertInOrderButForSlots(sequences);
        }
    }

    /** None goes before one that more than a lane's slots of others stand behind. */
    private static void assertInOrderButForSlots(List<Integer> sequences) {
        TreeSet<Integer> waiting = new TreeSet<>(sequences);
        assertThat(sequences.get(0)).as("the first goes alone").isEqualTo(waiting.first());
        for (int sequence : sequences) {
            assertThat(waiting.headSet(sequence)).as("before " + sequence).hasSizeLessThan(SLOTS);
            waiting.remove(sequence);
        }
    }

    private static void post(TestGateway gateway, int from, int count) {
        JsonArray events = new JsonArray();
        for (int n = from; n < from + count; n++) {
            events.add(gateway.hub.event(
                    "evt-" + n, "referral.received", People.CASE, gateway.clocks.business(), new JsonObject()));
        }
        assertThat(gateway.hub.milestones(gateway, events).status()).isEqualTo(200);
        Sql.awaitPlanned(gateway);
    }

    /** What operators are told of one part. */
    private static String part(TestGateway gateway, Map<String, String> operator, String part) {
        gateway.clocks.advanceSteady(Duration.ofSeconds(2));
        return gateway.call(HttpMethod.GET, "/health/ready", operator, Optional.empty())
                .json()
                .getJsonObject("parts")
                .getJsonObject(part)
                .getString("note");
    }
}
