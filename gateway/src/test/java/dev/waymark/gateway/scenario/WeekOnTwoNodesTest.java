package dev.waymark.gateway.scenario;

import dev.waymark.gateway.Gateway;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeekOnTwoNodesTest {

    @TempDir
    Path folder;

    @Test
    void each_reminder_escalation_and_alert_comes_once_though_a_node_is_killed_in_the_middle() {
        Vertx other = Vertx.vertx();
        try (FollowedUp world = new FollowedUp(folder)) {
            world.gateway.node(other);
            ManyDays days = new ManyDays(world);
            days.begin();
            days.pass(18);
            days.begin();
            // Without a word: no connection is closed in order, nothing in flight ends.
            days.passWith(() -> Waiting.await(other.close()));
            days.pass(24);
            Vertx third = Vertx.vertx();
            Gateway next = world.gateway.node(third);
            days.pass(5 * 24);
            days.assertEachOnce();
            Waiting.await(next.stop());
            Waiting.await(third.close());
        }
    }
}
