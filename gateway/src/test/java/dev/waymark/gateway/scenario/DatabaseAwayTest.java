package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.Outside;
import dev.waymark.gateway.pg.OwnPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void while_postgresql_is_stopped_nothing_is_taken_and_the_same_again_is_taken_once() {
        try (OwnPostgres postgres = new OwnPostgres(data);
                Road road = new Road(postgres.connection());
                TestGateway gateway = new TestGateway(folder, Outside.real(), vertx -> road.database())) {
            gateway.enrol(CASE);
            assertThat(post(gateway, "evt-0").status()).isEqualTo(202);
            Sql.awaitWebhooksOut(gateway);

            postgres.stop();
            for (int i = 1; i <= 5; i++) {
                Answer away = post(gateway, "evt-" + i);
                assertThat(away.status()).isEqualTo(503);
                assertThat(away.problem()).isEqualTo("unavailable");
                assertThat(away.headers().get("Retry-After")).matches("[1-9][0-9]*");
            }

            postgres.start();
            road.leadTo(postgres.connection());
            for (int i = 1; i <= 5; i++) {
                assertThat(untilTaken(gateway, "evt-" + i)).endsWith(202);
                assertThat(post(gateway, "evt-" + i).json().getString("status")).isEqualTo("duplicate");
            }
            assertThat(Sql.count(gateway, "milestone")).isEqualTo(6);
            assertThat(Sql.count(gateway, "event")).isEqualTo(6);
            Sql.awaitWebhooksOut(gateway);
            assertThat(gateway.pharmacy.endpoint.received()).hasSize(6);
        }
    }

    /** Every status it was answered with, the last of them not 503. */
    private static List<Integer> untilTaken(TestGateway gateway, String id) {
        List<Integer> statuses = new ArrayList<>();
        await().until(() -> {
            statuses.add(post(gateway, id).status());
            return statuses.get(statuses.size() - 1) != 503;
        });
        return statuses;
    }

    private static Answer post(TestGateway gateway, String id) {
        return gateway.hub.milestone(
                gateway, gateway.hub.event(id, "referral.received", CASE, gateway.clocks.business(), new JsonObject()));
    }
}
