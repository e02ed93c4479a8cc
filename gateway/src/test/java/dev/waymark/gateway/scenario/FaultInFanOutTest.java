package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultInFanOutTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    @Test
    void what_could_not_be_planned_waits_longer_each_time_and_is_planned_once_the_fault_has_gone() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            Sql.awaitWebhooksOut(gateway);
            Sql.execute(gateway.database, "alter table task add constraint fault check (action is null)");
            post(gateway, "evt-1", "prior-auth.info-requested");
            post(gateway, "evt-2", "prior-auth.info-requested");

            awaitFailures(gateway, 1);
            await().during(Duration.ofSeconds(2)).until(() -> failures(gateway, 1) == 1);
            for (int failures = 2; failures <= 6; failures++) {
                gateway.clocks.advanceSteady(Duration.ofMinutes(30));
                awaitFailures(gateway, failures);
            }
            assertThat(failures(gateway, 0)).isEqualTo(1);

            Sql.execute(gateway.database, "alter table task drop constraint fault");
            gateway.clocks.advanceSteady(Duration.ofMinutes(30));
            await().until(() -> Sql.count(gateway, "fanout_due") == 0);
            assertThat(Sql.count(gateway, "task where action = 'provide-information'"))
                    .isEqualTo(2);
        }
    }

    private static void awaitFailures(TestGateway gateway, int attempts) {
        await().until(() -> failures(gateway, attempts) == 1);
    }

    private static long failures(TestGateway gateway, int attempts) {
        return Sql.count(gateway, "fanout_due where poison_at is null and attempts = " + attempts);
    }

    private static void post(TestGateway gateway, String id, String code) {
        JsonObject event = gateway.hub.event(id, code, CASE, gateway.clocks.business(), new JsonObject());
        assertThat(gateway.hub.milestone(gateway, event).status()).isEqualTo(202);
    }
}
