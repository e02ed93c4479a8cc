package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console keeps for its user. */
class DeskTest {

    @TempDir
    Path folder;

    @Test
    void what_somebody_puts_aside_stays_so_on_another_device_until_its_time_and_is_nobody_elses() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            String alert = Sql.text(gateway, "select id::text from alert where ack_required limit 1");
            String until = gateway.clocks.business().plus(Duration.ofHours(3)).toString();

            assertThat(snooze(gateway, "maria", alert, until).status()).isEqualTo(204);
            assertThat(snoozed(gateway, "maria").getJsonObject(0).getString("alert"))
                    .isEqualTo(alert);
            assertThat(snoozed(gateway, "sam")).isEmpty();
            assertThat(Sql.count(gateway, "alert where acknowledged_at is not null"))
                    .isZero();

            gateway.clocks.advanceBusiness(Duration.ofHours(4));
            assertThat(snoozed(gateway, "maria")).isEmpty();
        }
    }

    @Test
    void a_snooze_can_be_taken_back_and_is_refused_for_what_is_past_too_far_off_or_out_of_sight() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            String alert = Sql.text(gateway, "select id::text from alert where ack_required limit 1");
            String soon = gateway.clocks.business().plus(Duration.ofHours(1)).toString();
            snooze(gateway, "maria", alert, soon);
            assertThat(gateway.as("maria").delete("/console/snoozes/" + alert).status())
                    .isEqualTo(204);
            assertThat(snoozed(gateway, "maria")).isEmpty();

            String past = gateway.clocks.business().toString();
            String far = gateway.clocks.business().plus(Duration.ofDays(32)).toString();
            assertThat(snooze(gateway, "maria", alert, past).status()).isEqualTo(422);
            assertThat(snooze(gateway, "maria", alert, far).status()).isEqualTo(422);
            assertThat(snooze(gateway, "maria", alert.replaceFirst(".{4}$", "0000"), soon)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void when_somebody_last_looked_is_kept() {
        try (TestGateway gateway = new TestGateway(folder)) {
            assertThat(desk(gateway, "maria").getString("seenAt")).isNull();
            assertThat(gateway.as("maria")
                            .put("/console/desk/seen", new JsonObject())
                            .status())
                    .isEqualTo(204);
            assertThat(desk(gateway, "maria").getString("seenAt")).isNotNull();
            assertThat(desk(gateway, "sam").getString("seenAt")).isNull();
        }
    }

    @Test
    void who_gave_a_case_learns_that_it_went_and_that_it_is_back() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Hands hands = new Hands(gateway);
            assertThat(desk(gateway, "maria").getString("handedAt")).isNull();
            hands.give("maria", "sam", Duration.ofDays(1));
            String given = desk(gateway, "maria").getString("handedAt");
            assertThat(given).isNotNull();
            hands.later(Duration.ofDays(2));
            assertThat(desk(gateway, "maria").getString("handedAt")).isGreaterThan(given);
            assertThat(desk(gateway, "sam").getString("handedAt")).isGreaterThan(given);
            assertThat(desk(gateway, "zoe").getString("handedAt")).isNull();
        }
    }

    @Test
    void what_the_page_asks_by_itself_keeps_nobody_signed_in() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Map<String, String> active = gateway.signIn("maria");
            Map<String, String> left = gateway.signIn("maria");
            Map<String, String> background = new HashMap<>(left);
            background.put("Waymark-Background", "true");
            for (int minute = 0; minute < 30; minute += 10) {
                gateway.clocks.advanceSteady(Duration.ofMinutes(10));
                assertThat(session(gateway, active)).isEqualTo(200);
                session(gateway, background);
            }
            assertThat(session(gateway, active)).isEqualTo(200);
            assertThat(session(gateway, left)).isEqualTo(401);
        }
    }

    private static int session(TestGateway gateway, Map<String, String> headers) {
        return gateway.call(HttpMethod.GET, "/console/session", headers, Optional.empty())
                .status();
    }

    private static Answer snooze(TestGateway gateway, String user, String alert, String until) {
        return gateway.as(user).put("/console/snoozes/" + alert, new JsonObject().put("until", until));
    }

    private static JsonArray snoozed(TestGateway gateway, String user) {
        return desk(gateway, user).getJsonArray("snoozed");
    }

    private static JsonObject desk(TestGateway gateway, String user) {
        return gateway.as(user).get("/console/desk").json();
    }
}
