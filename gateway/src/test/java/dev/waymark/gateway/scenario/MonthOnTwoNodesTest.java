package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class MonthOnTwoNodesTest {

    private static final int DAYS = 30;

    @TempDir
    Path folder;

    @Test
    void each_reminder_escalation_and_alert_comes_once() {
        try (FollowedUp world = new FollowedUp(folder)) {
            OtherNode other = new OtherNode(world.gateway);
            ManyDays days = new ManyDays(world);
            for (int day = 0; day < DAYS; day++) {
                days.begin();
                days.pass(24);
            }
            days.assertEachOnce();
            assertThat(other.did()).isPositive();
            assertThat(other.firstDid()).isPositive();
            other.stop();
        }
    }

    @Test
    void each_comes_once_though_nodes_are_killed_with_a_step_in_hand() {
        try (FollowedUp world = new FollowedUp(folder)) {
            ManyDays days = new ManyDays(world);
            for (int day = 0; day < DAYS; day++) {
                days.begin();
                if (day % 5 == 2) {
                    OtherNode other = new OtherNode(world.gateway);
                    days.pass(6);
                    days.passUntilKilledAmid(other);
                } else {
                    days.pass(24);
                }
            }
            days.assertEachOnce();
        }
    }
}
