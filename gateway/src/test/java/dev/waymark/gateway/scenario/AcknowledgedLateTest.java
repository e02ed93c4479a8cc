package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question to be answered within four hours, which was due long ago when it is acknowledged. */
class AcknowledgedLateTest {

    @TempDir
    Path folder;

    @Test
    void what_is_asked_again_then_is_asked_step_by_step() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = question(world);
            world.passHours(2);
            world.passHours(1);
            world.passHours(1);
            assertThat(followUps(world, task)).containsExactly("reminder", "reminder", "escalated");

            world.passHours(2);
            acknowledge(world, task);
            world.settle();
            world.passHours(2);
            assertThat(followUps(world, task)).hasSize(4).endsWith("reminder");
            world.passHours(1);
            assertThat(followUps(world, task)).hasSize(5).endsWith("reminder");
            world.passHours(1);
            assertThat(followUps(world, task)).hasSize(6).endsWith("escalated");
        }
    }

    private static String question(FollowedUp world) {
        world.enrol("C-1");
        assertThat(world.gateway
                        .hub
                        .post(
                                world.gateway,
                                "/v1/programs/orphan-x/cases/C-1/messages",
                                new JsonObject()
                                        .put("id", "q-1")
                                        .put("to", new JsonArray().add("rx-three"))
                                        .put("text", "When does it ship?")
                                        .put("answerWithin", "PT4H"))
                        .status())
                .isEqualTo(202);
        world.settle();
        return Sql.text(world.gateway, "select id from task");
    }

    private static void acknowledge(FollowedUp world, String task) {
        world.acknowledgeNotification(Sql.text(
                world.gateway,
                "select id from notification where task = '" + task + "' and purpose = 'message'"
                        + " and recipient = 'partner/rx-three'"));
    }

    private static List<String> followUps(FollowedUp world, String task) {
        return world.webhooks(task).stream()
                .filter(type -> type.equals("reminder") || type.equals("escalated"))
                .toList();
    }
}
