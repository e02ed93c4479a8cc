package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.CASE;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.pg.Uptime;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DeliverOfferedTest {

    private static final UUID FIRST_RUN = new UUID(5, 1);
    private static final UUID SECOND_RUN = new UUID(5, 2);

    private final PgTasks tasks = new PgTasks();
    private final ManualClocks clocks = new ManualClocks();
    private final Instant start = clocks.business();
    private Database database;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        database = TestDatabase.fresh(vertx);
        await(Tasks.enrol(database.client(), CASE, "orphan-x", "C-1", start));
        await(Uptime.begin(database.client(), FIRST_RUN, start));
    }

    @Test
    void after_four_hours_in_the_inbox_a_task_counts_as_delivered_at_that_very_moment() throws Exception {
        insert(Tasks.requested(1, start.plusMillis(1)));
        clocks.advance(Duration.ofHours(4));
        assertThat(run(FIRST_RUN)).isZero();
        assertThat(stored(1).deliveredAt()).isEmpty();

        clocks.advance(Duration.ofHours(3));
        assertThat(run(FIRST_RUN)).isEqualTo(1);
        assertThat(stored(1).deliveredAt()).contains(start.plusMillis(1).plus(Duration.ofHours(4)));
        assertThat(stored(1).status()).isEqualTo(TaskStatus.RECEIVED);
        assertThat(run(FIRST_RUN)).isZero();
    }

    @Test
    void time_in_which_the_gateway_was_down_does_not_count() throws Exception {
        insert(Tasks.requested(1, start));
        clocks.advance(Duration.ofHours(1));
        await(Uptime.carryOn(database.client(), FIRST_RUN, clocks.business()));
        clocks.advance(Duration.ofHours(10));
        await(Uptime.begin(database.client(), SECOND_RUN, clocks.business()));
        clocks.advance(Duration.ofHours(3).minusMillis(1));
        assertThat(run(SECOND_RUN)).isZero();

        clocks.advance(Duration.ofMillis(1));
        assertThat(run(SECOND_RUN)).isEqualTo(1);
        assertThat(stored(1).deliveredAt()).contains(start.plus(Duration.ofHours(14)));
    }

    @Test
    void what_was_closed_later_than_that_was_delivered_and_what_was_closed_earlier_was_not() throws Exception {
        Task closedEarlier = TaskRules.cancel(Tasks.requested(1, start), OTHER, start.plus(Duration.ofMinutes(239)));
        Task closedLater = TaskRules.cancel(Tasks.requested(2, start), OTHER, start.plus(Duration.ofMinutes(241)));
        insert(closedEarlier, closedLater);
        clocks.advance(Duration.ofHours(9));

        run(FIRST_RUN);

        assertThat(stored(1)).isEqualTo(closedEarlier);
        assertThat(stored(2).deliveredAt()).contains(start.plus(Duration.ofHours(4)));
        assertThat(stored(2).status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void an_earlier_delivery_stays() throws Exception {
        Task delivered = TaskRules.deliver(Tasks.requested(1, start), start.plusSeconds(3));
        insert(delivered);
        clocks.advance(Duration.ofHours(9));

        assertThat(run(FIRST_RUN)).isZero();
        assertThat(stored(1)).isEqualTo(delivered);
    }

    @Test
    void thousands_are_found_page_by_page_also_on_two_nodes_at_once() throws Exception {
        List<Task> many = new ArrayList<>();
        for (int n = 0; n < 1_203; n++) {
            many.add(Tasks.requested(n, start.plusMillis(n / 7)));
        }
        await(database.transaction(tx -> tasks.insert(tx, many)));
        clocks.advance(Duration.ofHours(5));

        await(Future.all(offered(FIRST_RUN).run(), offered(FIRST_RUN).run()));

        assertThat(await(tasks.ofCases(database.client(), List.of(CASE))).get(CASE))
                .allSatisfy(task -> assertThat(task.deliveredAt())
                        .contains(task.requestedAt().plus(Duration.ofHours(4))));
    }

    private int run(UUID run) throws Exception {
        return await(offered(run).run());
    }

    private DeliverOffered offered(UUID run) {
        return new DeliverOffered(database, tasks, clocks, run);
    }

    private void insert(Task... written) throws Exception {
        await(database.transaction(tx -> tasks.insert(tx, List.of(written))));
    }

    private Task stored(int n) throws Exception {
        TaskId id = new TaskId(new UUID(1, n));
        return await(tasks.byIds(database.client(), List.of(id)))
                .values()
                .iterator()
                .next();
    }
}
