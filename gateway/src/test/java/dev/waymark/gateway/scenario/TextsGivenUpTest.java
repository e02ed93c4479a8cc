package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsGivenUpTest {

    private static final String ALERTS = "alert where kind = 'delivery-failed'";

    @TempDir
    Path folder;

    @Test
    void a_text_that_is_given_up_is_left_out_and_told_to_the_managers_once() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.provider.answers(one -> new FarSide.Reply(503, ""));
            gateway.enrol(People.CASE);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            for (int minutes : List.of(1, 2, 7, 40)) {
                LaneRest.await(gateway);
                assertThat(Sql.count(gateway, ALERTS)).isZero();
                gateway.clocks.advance(Duration.ofMinutes(minutes));
            }
            LaneRest.await(gateway);
            assertThat(Sql.count(
                            gateway,
                            "notification where channel = 'sms' and state = 'left-out' and reason = 'http-503'"))
                    .isEqualTo(2);
            assertThat(Sql.count(gateway, ALERTS)).isEqualTo(2);
        }
    }

    @Test
    void a_login_that_the_provider_refuses_costs_no_text() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.provider.answers(one -> new FarSide.Reply(401, "who are you?"));
            gateway.enrol(People.CASE);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            LaneRest.await(gateway);
            assertThat(Sql.count(gateway, "notification where channel = 'sms' and state = 'due'"))
                    .isEqualTo(2);
            assertThat(Sql.count(gateway, "lane where cardinality(failing) = 2"))
                    .isEqualTo(1);

            gateway.provider.answers(one -> FarSide.Reply.OK);
            gateway.clocks.advance(Duration.ofMinutes(1));
            new People(gateway).awaitAllOut();
            assertThat(Sql.count(gateway, "notification where channel = 'sms' and state = 'delivered'"))
                    .isEqualTo(2);
        }
    }
}
