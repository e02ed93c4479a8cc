package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.dispatch.TextLimits;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLimitTest {

    private static final int NUMBERS = 2;

    @TempDir
    Path folder;

    @Test
    void a_number_that_had_its_texts_of_the_hour_gets_the_next_one_later() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol("orphan-x/C-1001");
            int most = TextLimits.STANDARD.perHour();
            for (int i = 1; i <= most; i++) {
                news(gateway, i);
                int sent = NUMBERS * i;
                await().until(() -> gateway.provider.received().size() == sent);
                LaneRest.await(gateway);
            }
            news(gateway, most + 1);
            LaneRest.await(gateway);
            assertThat(gateway.provider.received()).hasSize(NUMBERS * most);
            assertThat(Sql.count(gateway, "notification where state = 'due' and reason = 'text-limit'"))
                    .isEqualTo(NUMBERS);

            gateway.clocks.advance(Duration.ofMinutes(61));
            await().until(() -> gateway.provider.received().size() == NUMBERS * (most + 1));
        }
    }

    private static void news(TestGateway gateway, int n) {
        Answer taken = gateway.hub.milestone(
                gateway,
                gateway.hub.event(
                        "evt-" + n,
                        "prior-auth.info-requested",
                        "orphan-x/C-1001",
                        gateway.clocks.business(),
                        new JsonObject()));
        assertThat(taken.status()).isEqualTo(202);
    }
}
