package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameEventManyTimesTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    @Test
    void fifty_at_once_over_two_connections_and_after_a_restart_are_one_milestone_and_one_set_of_messages() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol(CASE);
            JsonObject event = gateway.hub.event(
                    "evt-1",
                    "prior-auth.info-requested",
                    CASE,
                    gateway.now(),
                    new JsonObject().put("note", "Payer asks for chart notes"));

            List<Future<Answer>> posts = new ArrayList<>();
            posts.addAll(fifty(gateway, fiftyConnections(gateway), event));
            posts.addAll(fifty(gateway, twoConnections(gateway), event));
            List<Answer> answers = posts.stream().map(Waiting::await).toList();

            List<Answer> taken =
                    answers.stream().filter(one -> one.status() == 202).toList();
            assertThat(taken).hasSize(1);
            JsonObject duplicate = taken.get(0).json().put("status", "duplicate");
            assertThat(answers)
                    .filteredOn(one -> one.status() != 202)
                    .hasSize(99)
                    .allSatisfy(one -> {
                        assertThat(one.status()).isEqualTo(200);
                        assertThat(one.json()).isEqualTo(duplicate);
                    });
            Sql.awaitWebhooksOut(gateway);
            assertThat(gateway.pharmacy.endpoint.received()).hasSize(1);
            long messages = Sql.count(gateway, "notification");
            assertThat(messages).isGreaterThan(1);

            gateway.restart();
            Answer again = gateway.hub.milestone(gateway, event);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json()).isEqualTo(duplicate);

            Sql.awaitWebhooksOut(gateway);
            assertThat(Sql.count(gateway, "milestone")).isEqualTo(1);
            assertThat(Sql.count(gateway, "task")).isEqualTo(1);
            assertThat(Sql.count(gateway, "alert")).isEqualTo(1);
            assertThat(Sql.count(gateway, "notification")).isEqualTo(messages);
            assertThat(gateway.pharmacy.endpoint.received()).hasSize(1);
        }
    }

    private static List<Future<Answer>> fifty(TestGateway gateway, HttpClient via, JsonObject event) {
        List<Future<Answer>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posts.add(gateway.hub.milestoneLater(gateway, via, event));
        }
        return posts;
    }

    static HttpClient fiftyConnections(TestGateway gateway) {
        return gateway.vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(50));
    }

    private static HttpClient twoConnections(TestGateway gateway) {
        return gateway.vertx.createHttpClient(
                new HttpClientOptions().setPipelining(true).setPipeliningLimit(25),
                new PoolOptions().setHttp1MaxSize(2));
    }
}
