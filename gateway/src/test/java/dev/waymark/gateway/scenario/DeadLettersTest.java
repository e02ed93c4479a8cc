package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.PgDeadLetters;
import dev.waymark.gateway.pg.PgDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    @TempDir
    Path folder;

    @Test
    void a_message_that_was_set_aside_is_sent_again_under_the_same_id_with_a_fresh_schedule() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(400, "no"));
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-1",
                            "referral.received",
                            "orphan-x/C-1001",
                            gateway.clocks.business(),
                            new JsonObject()));
            for (int i = 0; i < 4; i++) {
                LaneRest.await(gateway);
                gateway.clocks.advance(Duration.ofMinutes(73));
            }
            LaneRest.await(gateway);
            assertThat(Sql.count(gateway, "notification where state = 'dead' and reason = 'http-400'"))
                    .isEqualTo(1);

            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(503, ""));
            assertThat(again(gateway)).hasSize(1);
            LaneRest.await(gateway);
            gateway.pharmacy.endpoint.answers(one -> FarSide.Reply.OK);
            gateway.clocks.advance(Duration.ofSeconds(7));
            await().until(() -> gateway.pharmacy.endpoint.accepted().size() == 1);
            assertThat(gateway.pharmacy.endpoint.received().stream()
                            .map(FarSide.Received::id)
                            .distinct())
                    .hasSize(1);
            assertThat(gateway.pharmacy.endpoint.received()).hasSize(6);
            await().until(() -> Sql.count(gateway, "attempt") == 6);
            assertThat(again(gateway)).isEmpty();
        }
    }

    private static List<NotificationId> again(TestGateway gateway) {
        NotificationId sent = gateway.pharmacy.endpoint.received().stream()
                .map(one -> new NotificationId(UUID.fromString(one.id())))
                .collect(Collectors.toList())
                .get(0);
        PgDatabase database = Waiting.await(PgDatabase.open(gateway.vertx, gateway.database, new SecureRandom()));
        try {
            return Waiting.await(
                    database.transaction(tx -> new PgDeadLetters(gateway.clocks).again(tx, "user/oli", List.of(sent))));
        } finally {
            Waiting.await(database.close());
        }
    }
}
