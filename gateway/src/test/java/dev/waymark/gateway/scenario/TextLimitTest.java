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

    @Test
    void a_text_whose_number_became_another_one_counts_with_those_of_the_new_one() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol(People.CASE);
            for (int i = 1; i <= TextLimits.STANDARD.perHour(); i++) {
                news(gateway, i);
                LaneRest.await(gateway);
            }
            String late = "+12025550177";
            gateway.provider.answers(
                    one -> one.json().getString("to").equals(late) ? new FarSide.Reply(503, "") : FarSide.Reply.OK);
            String other = "/v1/programs/orphan-x/cases/C-1002";
            gateway.hub.put(gateway, other, with(late));
            news(gateway, "orphan-x/C-1002", "evt-late");
            LaneRest.await(gateway);
            gateway.hub.put(gateway, other, with(People.PATIENT));
            gateway.clocks.advance(Duration.ofMinutes(1));
            LaneRest.await(gateway);
            assertThat(Sql.count(gateway, "notification where state = 'due' and reason = 'text-limit'"))
                    .isEqualTo(1);
        }
    }

    /** A case with the patient alone, under this number. */
    private static JsonObject with(String number) {
        JsonObject roster = Cases.usual();
        roster.getJsonArray("people").remove(1);
        roster.getJsonArray("people").getJsonObject(0).getJsonObject("sms").put("number", number);
        return roster;
    }

    private static void news(TestGateway gateway, int n) {
        news(gateway, People.CASE, "evt-" + n);
    }

    private static void news(TestGateway gateway, String careCase, String event) {
        Answer taken = gateway.hub.milestone(
                gateway,
                gateway.hub.event(
                        event, "prior-auth.info-requested", careCase, gateway.clocks.business(), new JsonObject()));
        assertThat(taken.status()).isEqualTo(202);
    }
}
