package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two cases the first cannot be written: nothing that is about the second waits for that. */
class FaultInFollowUpTest {

    private static final String MARIA = "maria@care.example";

    @TempDir
    Path folder;

    @Test
    void a_task_whose_follow_up_fails_holds_up_no_other_and_is_reminded_once_the_fault_has_gone() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String first = world.ask("C-1");
            String second = world.ask("C-2");
            fault(world, "notification", "task = '" + first + "' and purpose like 'reminder%'");

            world.passHours(12);
            assertThat(world.webhooks(second)).containsExactly("requested", "reminder");
            assertThat(world.webhooks(first)).containsExactly("requested");
            assertThat(Sql.count(
                            world.gateway,
                            "task_follow_up where task = '" + first + "' and next_at = '"
                                    + world.gateway.clocks.business().plus(Duration.ofMinutes(10)) + "'"))
                    .isEqualTo(1);
            assertThat(failures(world)).contains("what=\"task\"").endsWith(" 1.0");

            mend(world, "notification");
            world.pass(Duration.ofMinutes(10));
            assertThat(world.webhooks(first)).containsExactly("requested", "reminder");
            assertThat(world.webhooks(second)).containsExactly("requested", "reminder");
        }
    }

    @Test
    void a_case_whose_standing_cannot_be_kept_holds_up_no_other() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.ask("C-2");
            fault(world, "case_standing", "status = 'at-risk' and case_id = " + caseId("C-1", world));

            world.passHours(18);
            assertThat(world.alerts("at-risk")).isEqualTo(1);
            assertThat(failures(world)).contains("what=\"standing\"").endsWith(" 1.0");

            mend(world, "case_standing");
            world.pass(Duration.ofMinutes(10));
            assertThat(world.alerts("at-risk")).isEqualTo(2);
        }
    }

    @Test
    void an_alert_that_cannot_be_mailed_holds_up_no_other() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.ask("C-2");
            fault(world, "notification", "recipient like 'user/%' and case_id = " + caseId("C-1", world));

            world.pass(Duration.ofMinutes(10));
            assertThat(world.mails(MARIA)).hasSize(1);
            assertThat(failures(world)).contains("what=\"alert\"").endsWith(" 1.0");

            mend(world, "notification");
            world.pass(Duration.ofMinutes(10));
            assertThat(world.mails(MARIA)).hasSize(2);
        }
    }

    private static String caseId(String code, FollowedUp world) {
        return "'" + Sql.text(world.gateway, "select id from care_case where code = '" + code + "'") + "'";
    }

    private static void fault(FollowedUp world, String table, String condition) {
        Sql.execute(
                world.gateway.database,
                "alter table " + table + " add constraint fault check (not coalesce(" + condition
                        + ", false)) not valid");
    }

    private static void mend(FollowedUp world, String table) {
        Sql.execute(world.gateway.database, "alter table " + table + " drop constraint fault");
    }

    private static String failures(FollowedUp world) {
        return world.gateway
                .call(HttpMethod.GET, "/metrics", Map.of(), Optional.empty())
                .body()
                .lines()
                .filter(line -> line.startsWith("waymark_follow_up_total") && line.contains("outcome=\"failed\""))
                .findFirst()
                .orElse("");
    }
}
