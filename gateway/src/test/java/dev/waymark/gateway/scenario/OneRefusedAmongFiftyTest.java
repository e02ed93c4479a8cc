package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneRefusedAmongFiftyTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    @Test
    void one_that_postgresql_refuses_among_fifty_at_once_is_refused_and_the_others_are_taken() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol(CASE);
            Sql.execute(gateway.database, "alter table milestone add constraint bad check (event_id <> 'evt-17')");

            HttpClient fifty = SameEventManyTimesTest.fiftyConnections(gateway);
            List<Future<Answer>> posts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                posts.add(gateway.hub.milestoneLater(gateway, fifty, event(gateway, i)));
            }
            List<Answer> answers =
                    new ArrayList<>(posts.stream().map(Waiting::await).toList());

            Answer refused = answers.remove(17);
            assertThat(refused.status()).isBetween(400, 499);
            assertThat(refused.headers().get("Content-Type")).startsWith("application/problem+json");
            assertThat(answers).hasSize(49).allMatch(one -> one.status() == 202);
            assertThat(Sql.count(gateway, "milestone")).isEqualTo(49);
            assertThat(Sql.count(gateway, "event")).isEqualTo(49);

            Sql.execute(gateway.database, "alter table milestone drop constraint bad");
            assertThat(gateway.hub.milestone(gateway, event(gateway, 17)).status())
                    .isEqualTo(202);
        }
    }

    private static JsonObject event(TestGateway gateway, int i) {
        return gateway.hub.event("evt-" + i, "referral.received", CASE, gateway.now(), new JsonObject());
    }
}
