package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.PackedConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journey that tells the hub early, and a pharmacy whose endpoint takes nothing. */
class EscalatedToAnotherTest {

    @TempDir
    Path folder;

    @Test
    void a_task_is_not_delivered_by_what_another_partner_is_told_of_it() throws IOException {
        Files.writeString(
                folder.resolve("journey.yaml"),
                PackedConf.text("journey.yaml")
                        .replace("{at: 50%, remind: [owner, contact]}", "{at: 10%, escalate: hub}"));
        try (FollowedUp world = new FollowedUp(folder)) {
            world.pharmacy.endpoint.answers(received -> FarSide.Reply.CUT);
            String task = world.ask("C-1");
            world.passHours(3);
            assertThat(world.gateway.hub.endpoint.accepted())
                    .extracting(event -> event.json().getString("type"))
                    .contains("waymark.task.escalated");
            assertThat(world.gateway.hub.get(world.gateway, "/v1/notifications").status())
                    .isEqualTo(200);
            assertThat(delivered(world, task)).isFalse();

            assertThat(world.pharmacy.get(world.gateway, "/v1/notifications").status())
                    .isEqualTo(200);
            assertThat(delivered(world, task)).isTrue();
        }
    }

    private static boolean delivered(FollowedUp world, String task) {
        return Sql.count(world.gateway, "task where id = '" + task + "' and delivered_at is not null") == 1;
    }
}
