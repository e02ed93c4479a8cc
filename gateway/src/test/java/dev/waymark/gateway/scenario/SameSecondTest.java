package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task is acknowledged as its reminder is due: the row of the task, held meanwhile, decides who comes first. */
class SameSecondTest {

    private static final String LANES = "update lane set state = '%s' where lane in ('webhook/rx-three', 'email')";

    @TempDir
    Path folder;

    @Test
    void the_acknowledgement_comes_first_and_nothing_is_reminded() throws SQLException {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-1");
            CompletableFuture<Void> acknowledged;
            try (Connection holder = Sql.connect(world.gateway.database)) {
                hold(holder, task);
                acknowledged = CompletableFuture.runAsync(() -> world.acknowledge(task));
                awaitWaiting(world, 1);
                world.gateway.clocks.advance(Duration.ofHours(12));
                awaitWaiting(world, 2);
                holder.commit();
            }
            acknowledged.join();
            world.settle();
            assertThat(Sql.count(world.gateway, "notification where purpose like 'reminder%'"))
                    .isZero();
            assertThat(world.webhooks(task)).containsExactly("requested");
        }
    }

    @Test
    void the_reminder_is_written_first_and_is_not_sent() throws SQLException {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-1");
            Sql.execute(world.gateway.database, LANES.formatted("closed"));
            CompletableFuture<Void> acknowledged;
            try (Connection holder = Sql.connect(world.gateway.database)) {
                hold(holder, task);
                world.gateway.clocks.advance(Duration.ofHours(12));
                awaitWaiting(world, 1);
                acknowledged = CompletableFuture.runAsync(() -> world.acknowledge(task));
                awaitWaiting(world, 2);
                holder.commit();
            }
            acknowledged.join();
            assertThat(Sql.count(world.gateway, "notification where purpose = 'reminder 1'"))
                    .isEqualTo(2);
            Sql.execute(world.gateway.database, LANES.formatted("open"));
            world.settle();
            assertThat(Sql.count(
                            world.gateway,
                            "notification where purpose = 'reminder 1' and state = 'left-out' and reason = 'answered'"))
                    .isEqualTo(2);
            assertThat(world.webhooks(task)).containsExactly("requested");
            assertThat(world.mails("jane@rx-three.example")).hasSize(1);
            assertThat(world.pharmacy
                            .get(world.gateway, "/v1/notifications?status=open")
                            .json()
                            .getJsonArray("notifications"))
                    .isEmpty();
        }
    }

    private static void hold(Connection holder, String task) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select from task where id = '" + task + "' for update");
        }
    }

    /** Until so many transactions wait for a row. */
    private static void awaitWaiting(FollowedUp world, int transactions) {
        await().until(() -> Sql.count(
                        world.gateway,
                        "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                == transactions);
    }
}
