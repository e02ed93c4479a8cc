package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeekOnTwoNodesTest {

    @TempDir
    Path folder;

    @Test
    void each_reminder_escalation_and_alert_comes_once_though_a_node_is_killed_with_a_step_in_hand() {
        try (FollowedUp world = new FollowedUp(folder)) {
            OtherNode killed = new OtherNode(world.gateway);
            ManyDays days = new ManyDays(world);
            days.begin();
            days.pass(18);
            days.begin();
            days.passUntilKilledAmid(killed);
            days.pass(24);
            OtherNode next = new OtherNode(world.gateway);
            days.pass(5 * 24);
            days.assertEachOnce();
            assertThat(next.did()).isPositive();
            assertThat(next.firstDid()).isPositive();
            next.stop();
        }
    }
}
