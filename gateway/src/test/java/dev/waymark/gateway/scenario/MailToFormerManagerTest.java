package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail about an urgent alert was put off by the relay; before it is tried again the case has another manager. */
class MailToFormerManagerTest {

    private static final String MARIA = "maria@care.example";
    private static final String TO_MARIA = "notification where recipient = 'user/maria'";

    @TempDir
    Path folder;

    @Test
    void who_was_taken_off_the_case_is_not_written_to() {
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = putOff(relay)) {
            gateway.hub.put(
                    gateway,
                    "/v1/programs/orphan-x/cases/C-1001",
                    Cases.withoutPeople().put("managers", new JsonArray()));
            assertThatMariaIsLeftOut(gateway, relay);
        }
    }

    @Test
    void who_handed_the_case_over_is_not_written_to() {
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = putOff(relay)) {
            JsonObject handover = new JsonObject().put("all", true).put("to", "sam");
            assertThat(gateway.as("maria")
                            .post("/console/handovers", handover)
                            .json()
                            .getInteger("cases"))
                    .isEqualTo(1);
            assertThatMariaIsLeftOut(gateway, relay);
        }
    }

    @Test
    void who_still_manages_it_is_written_to_again_and_so_is_the_supervisor_who_does_not() {
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = putOff(relay)) {
            gateway.clocks.advanceSteady(Duration.ofMinutes(1));
            await().until(() -> Sql.count(gateway, TO_MARIA + " and state = 'delivered'") == 1);
            gateway.clocks.advance(Duration.ofMinutes(10));
            await().until(() -> relay.to("sam@care.example").size() == 1);
            await().until(() ->
                    Sql.count(gateway, "notification where recipient = 'user/sam' and state = 'delivered'") == 1);
        }
    }

    private TestGateway putOff(KeepingRelay relay) {
        TestGateway gateway = new TestGateway(folder, new Setup("", "", relay.port(), true));
        gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
        relay.putsOff(1);
        JsonObject event = gateway.hub.event(
                "evt-1", "fulfillment.unreachable", People.CASE, gateway.clocks.business(), new JsonObject());
        assertThat(gateway.hub.milestone(gateway, event).status()).isEqualTo(202);
        await().until(() -> Sql.count(gateway, "alert_follow_up") == 1);
        gateway.clocks.advance(Duration.ofMinutes(10));
        await().until(() -> relay.to(MARIA).size() == 1);
        await().until(() -> Sql.count(
                        gateway,
                        "outbox where lane = 'email' and lease_until is null and retry_at > '" + gateway.now() + "'")
                == 1);
        return gateway;
    }

    private static void assertThatMariaIsLeftOut(TestGateway gateway, KeepingRelay relay) {
        gateway.clocks.advanceSteady(Duration.ofMinutes(1));
        await().until(() -> Sql.count(gateway, TO_MARIA + " and state = 'left-out' and reason = 'withdrawn'") == 1);
        assertThat(relay.to(MARIA)).hasSize(1);
    }
}
