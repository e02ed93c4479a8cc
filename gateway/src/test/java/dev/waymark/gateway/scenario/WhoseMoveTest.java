package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhoseMoveTest {

    private static final String CASE = "orphan-x/C-1001";
    private static final String STANDING = "select concat_ws(' ', stage, status, waiting_role, waiting_partner,"
            + " milestone_code, extract(epoch from expected_by - since)::bigint / 3600, held_since is not null)"
            + " from case_standing";

    @TempDir
    Path folder;

    @Test
    void a_case_stands_somewhere_from_its_enrolment_on_and_is_alerted_of_once_as_its_clock_passes() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            await().until(() -> Sql.count(gateway, "case_standing") == 1);
            assertThat(standing(gateway)).isEqualTo("enrollment on-track f");

            report(gateway, "evt-1", "prior-auth.info-requested");
            awaits(gateway, "coverage on-track specialty_pharmacy rx-one prior-auth.info-requested 24 f");

            gateway.clocks.advanceBusiness(Duration.ofHours(18));
            awaits(gateway, "coverage at-risk specialty_pharmacy rx-one prior-auth.info-requested 24 f");
            gateway.clocks.advanceBusiness(Duration.ofHours(7));
            awaits(gateway, "coverage stalled specialty_pharmacy rx-one prior-auth.info-requested 24 f");
            assertThat(alerts(gateway, "at-risk")).isEqualTo(1);
            await().until(() -> alerts(gateway, "task-overdue") == 1);
            assertThat(alerts(gateway, "stalled")).isZero();

            report(gateway, "evt-2", "prior-auth.submitted");
            awaits(gateway, "coverage on-track payer prior-auth.submitted 168 f");
            gateway.clocks.advanceBusiness(Duration.ofDays(8));
            awaits(gateway, "coverage stalled payer prior-auth.submitted 168 f");
            assertThat(alerts(gateway, "stalled")).isEqualTo(1);
            assertThat(alerts(gateway, "task-overdue")).isEqualTo(1);
            report(gateway, "evt-3", "case.cancelled");
            awaits(gateway, "closed closed f");
            assertThat(Sql.count(gateway, "alert where kind in ('at-risk', 'stalled')"))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_case_whose_task_is_on_hold_does_not_come_at_risk_until_the_hold_is_over() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            report(gateway, "evt-1", "prior-auth.info-requested");
            awaits(gateway, "coverage on-track specialty_pharmacy rx-one prior-auth.info-requested 24 f");
            String task = Sql.text(gateway, "select id from task");

            gateway.clocks.advanceBusiness(Duration.ofHours(12));
            status(gateway, task, "on-hold");
            awaits(gateway, "coverage on-track specialty_pharmacy rx-one prior-auth.info-requested 24 t");
            gateway.clocks.advanceBusiness(Duration.ofDays(10));
            status(gateway, task, "in-progress");
            awaits(gateway, "coverage on-track specialty_pharmacy rx-one prior-auth.info-requested 264 f");

            gateway.clocks.advanceBusiness(Duration.ofHours(6));
            awaits(gateway, "coverage at-risk specialty_pharmacy rx-one prior-auth.info-requested 264 f");
            assertThat(alerts(gateway, "at-risk")).isEqualTo(1);
        }
    }

    private static void status(TestGateway gateway, String task, String status) {
        assertThat(gateway.pharmacy
                        .post(
                                gateway,
                                "/v1/tasks/" + task + "/status",
                                new JsonObject().put("status", status).put("reason", "chart is with the clinic"))
                        .status())
                .isEqualTo(200);
    }

    private static void report(TestGateway gateway, String event, String code) {
        assertThat(gateway.hub
                        .milestone(
                                gateway,
                                gateway.hub.event(event, code, CASE, gateway.clocks.business(), new JsonObject()))
                        .status())
                .isEqualTo(202);
    }

    private static void awaits(TestGateway gateway, String expected) {
        await().untilAsserted(() -> assertThat(standing(gateway)).isEqualTo(expected));
    }

    private static String standing(TestGateway gateway) {
        return Sql.text(gateway, STANDING);
    }

    private static long alerts(TestGateway gateway, String kind) {
        return Sql.count(gateway, "alert where kind = '" + kind + "'");
    }
}
