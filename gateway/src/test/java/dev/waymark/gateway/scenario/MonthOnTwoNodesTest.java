package dev.waymark.gateway.scenario;

import dev.waymark.gateway.Gateway;
import io.vertx.core.Vertx;
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
        Vertx other = Vertx.vertx();
        try (FollowedUp world = new FollowedUp(folder)) {
            Gateway second = world.gateway.node(other);
            ManyDays days = new ManyDays(world);
            for (int day = 0; day < DAYS; day++) {
                days.begin();
                days.pass(24);
            }
            days.assertEachOnce();
            Waiting.await(second.stop());
        }
        Waiting.await(other.close());
    }

    @Test
    void each_comes_once_though_a_node_is_killed_in_the_middle_of_its_work() {
        try (FollowedUp world = new FollowedUp(folder)) {
            ManyDays days = new ManyDays(world);
            for (int day = 0; day < DAYS; day++) {
                Vertx other = Vertx.vertx();
                boolean kills = day % 5 == 2;
                if (kills) {
                    world.gateway.node(other);
                }
                days.begin();
                days.pass(18);
                days.passWith(() -> {
                    if (kills) {
                        Waiting.await(other.close());
                    }
                });
                if (!kills) {
                    Waiting.await(other.close());
                }
            }
            days.assertEachOnce();
        }
    }
}
