package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.outbox.LaneState;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that answer only when the test lets them, and one beside them that answers. */
class StuckEndpointsTest {

    private static final int MESSAGES = 20;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Waiting.await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 40})
    void each_holds_at_most_its_own_slots_and_another_gets_all_its_messages_before_they_get_any(int many) {
        Promise<FarSide.Reply> release = Promise.promise();
        List<TestPartner> stuck = IntStream.range(0, many)
                .mapToObj(i -> new TestPartner("rx-stuck-" + i, "specialty_pharmacy", new FarSide(vertx), true, ""))
                .toList();
        stuck.forEach(partner -> partner.endpoint.answersLater(one -> release.future()));
        try (TestGateway gateway = new TestGateway(folder, stuck)) {
            for (TestPartner partner : stuck) {
                news(gateway, partner);
            }
            await().until(() -> stuck.stream()
                    .allMatch(partner -> !partner.endpoint.received().isEmpty()));
            news(gateway, gateway.pharmacy);
            await().until(() -> gateway.pharmacy.endpoint.accepted().size() == MESSAGES);
            assertThat(stuck).allSatisfy(partner -> {
                assertThat(partner.endpoint.accepted()).isEmpty();
                assertThat(partner.endpoint.mostOpen()).isLessThanOrEqualTo(LaneState.SLOTS);
            });

            release.complete(FarSide.Reply.OK);
            for (int i = 0; i < 5; i++) {
                LaneRest.await(gateway);
                gateway.clocks.advanceSteady(Duration.ofMinutes(6));
            }
            LaneRest.await(gateway);
            assertThat(Sql.count(gateway, "outbox")).isZero();
            assertThat(stuck).allSatisfy(partner -> assertThat(partner.endpoint.accepted().stream()
                            .map(FarSide.Received::id)
                            .distinct())
                    .hasSize(MESSAGES));
        }
    }

    private static void news(TestGateway gateway, TestPartner of) {
        String code = "C-" + of.id;
        JsonObject roster = Cases.withoutPeople()
                .put(
                        "partners",
                        new JsonArray()
                                .add(new JsonObject().put("id", "acme-hub").put("role", "hub"))
                                .add(new JsonObject().put("id", of.id).put("role", "specialty_pharmacy")));
        assertThat(gateway.hub
                        .put(gateway, "/v1/programs/orphan-x/cases/" + code, roster)
                        .status())
                .isEqualTo(201);
        JsonArray events = new JsonArray();
        for (int i = 0; i < MESSAGES; i++) {
            events.add(gateway.hub.event(
                    of.id + "-" + i,
                    "referral.received",
                    "orphan-x/" + code,
                    gateway.clocks.business(),
                    new JsonObject()));
        }
        assertThat(gateway.hub.milestones(gateway, events).status()).isEqualTo(200);
    }
}
