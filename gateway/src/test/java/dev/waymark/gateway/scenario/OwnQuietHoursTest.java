package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnQuietHoursTest {

    /** In the patients' New York it is eleven in the morning. */
    private static final String IN_THE_TEN_MINUTES_FROM_NOON = """
            outbox where channel = 'sms' and lease_until is null
                and not_before >= '2026-03-11T16:00:00Z' and not_before < '2026-03-11T16:10:00Z'
            """;

    @TempDir
    Path folder;

    @Test
    void what_a_persons_own_quiet_hours_held_goes_out_over_the_ten_minutes_after_them() {
        try (TestGateway gateway = new TestGateway(folder)) {
            for (int i = 1; i <= 4; i++) {
                quietUntilNoon(gateway, "orphan-x/C-" + i);
            }
            await().until(() -> Sql.count(gateway, IN_THE_TEN_MINUTES_FROM_NOON) == 8);
            assertThat(Sql.count(gateway, "(select distinct not_before from outbox where channel = 'sms') each"))
                    .isGreaterThan(4);
            assertThat(gateway.provider.received()).isEmpty();

            gateway.clocks.advanceBusiness(Duration.ofMinutes(70));
            await().until(() -> gateway.provider.received().size() == 8);
        }
    }

    private static void quietUntilNoon(TestGateway gateway, String caseRef) {
        JsonObject body = Cases.usual();
        body.getJsonArray("people").forEach(person -> ((JsonObject) person)
                .put("quietHours", new JsonObject().put("from", "20:00").put("until", "12:00")));
        gateway.hub.put(gateway, "/v1/programs/" + caseRef.replace("/", "/cases/"), body);
        JsonObject event = gateway.hub.event(
                "evt-" + caseRef, "prior-auth.info-requested", caseRef, gateway.clocks.business(), new JsonObject());
        assertThat(gateway.hub.milestone(gateway, event).status()).isEqualTo(202);
    }
}
