package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrgentAlertIsMailedTest {

    private static final String MARIA = "maria@care.example";
    private static final String SAM = "sam@care.example";

    @TempDir
    Path folder;

    @Test
    void what_nobody_acknowledges_goes_to_the_manager_after_ten_minutes_and_to_the_supervisor_ten_minutes_later() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.pass(Duration.ofMinutes(9));
            assertThat(world.mails(MARIA)).isEmpty();
            world.pass(Duration.ofMinutes(1));
            assertThat(world.mails(MARIA)).containsExactly("Care Team: something is waiting for you");
            world.pass(Duration.ofMinutes(9));
            assertThat(world.mails(SAM)).isEmpty();
            world.pass(Duration.ofMinutes(1));
            assertThat(world.mails(SAM)).hasSize(1);
            world.passHours(10);
            assertThat(world.mails(MARIA)).hasSize(1);
            assertThat(world.mails(SAM)).hasSize(1);
        }
    }

    @Test
    void it_says_nothing_of_health_and_leads_to_the_console() throws Exception {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.pass(Duration.ofMinutes(10));
            String text = (String) Arrays.stream(world.gateway.smtp.getReceivedMessages())
                    .filter(mail -> world.isTo(mail, MARIA))
                    .findFirst()
                    .orElseThrow()
                    .getContent();
            assertThat(text)
                    .contains("http://localhost:8080/console")
                    .doesNotContain("C-1")
                    .doesNotContain("orphan-x")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("payer");
        }
    }

    @Test
    void what_was_acknowledged_goes_to_nobody_more() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.pass(Duration.ofMinutes(10));
            Sql.execute(
                    world.gateway.database,
                    "update alert set acknowledged_at = at, acknowledged_by = 'maria' where kind = 'milestone'");
            world.passHours(10);
            assertThat(world.mails(MARIA)).hasSize(1);
            assertThat(world.mails(SAM)).isEmpty();
            assertThat(Sql.count(world.gateway, "alert_follow_up")).isZero();
        }
    }
}
