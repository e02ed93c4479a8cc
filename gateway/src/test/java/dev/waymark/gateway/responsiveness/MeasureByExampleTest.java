package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.MeasureWorld.SAM;
import static dev.waymark.gateway.tasks.SignedApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The edges of the measure by example: tasks of hours since the start, looked at from every moment. */
@ExtendWith(VertxExtension.class)
class MeasureByExampleTest {

    @TempDir
    private Path keys;

    private MeasureWorld world;
    private int tasks;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        world = new MeasureWorld(vertx, keys);
        world.api.clocks.advance(Duration.ofHours(200));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void each_task_is_in_one_class_at_each_moment() throws Exception {
        // delivered, answered, closed, and the hour from which it is what; four hours after 0 it counts as delivered
        is(Hours.of(1, -1, -1), "0 pending, 25 due");
        is(Hours.of(1, 2, -1), "0 pending, 25 due");
        is(Hours.of(1, 30, -1), "0 pending, 25 due");
        is(Hours.of(1, -1, 3), "0 pending, 3 cancelled");
        is(Hours.of(1, -1, 24.999), "0 pending, 24.999 cancelled");
        is(Hours.of(1, -1, 25), "0 pending, 25 due"); // closed when its window had ended
        is(Hours.of(1, 2, 3), "0 pending, 25 due"); // answered before it was closed
        is(Hours.of(1, 3, 3), "0 pending, 25 due");
        is(Hours.of(1, 4, 3), "0 pending, 3 cancelled"); // answered afterwards: recorded, not counted
        is(Hours.of(4, 4, 3), "0 pending, 3 cancelled");
        is(Hours.of(-1, -1, 3), "0 pending, 3 cancelled");
        is(Hours.of(30, -1, -1), "0 pending, 24 undeliverable, 30 pending, 54 due");
        is(Hours.of(0, -1, -1), "0 pending, 24 due");
    }

    @Test
    void an_answer_in_the_last_moment_of_the_window_is_within_it() throws Exception {
        add(Hours.of(1, 25, -1));
        add(Hours.of(1, 25 + 1 / 3_600_000.0, -1));
        add(Hours.of(1, -1, -1));

        JsonObject row = row(100);
        assertThat(figures(row, "due", "acknowledged", "acknowledgedWithin")).containsExactly(3, 2, 1);
        assertThat(row.getDouble("responseRate")).isEqualTo(1.0 / 3);
    }

    @Test
    void an_early_answer_is_not_counted_before_a_late_silence() throws Exception {
        add(Hours.of(0, 1, -1));
        add(Hours.of(0, -1, -1));

        assertThat(figures(row(2), "pending", "pendingAnswered", "due")).containsExactly(2, 1, 0);
        assertThat(row(2).getValue("responseRate")).isNull();
        assertThat(row(24).getDouble("responseRate")).isEqualTo(0.5);
    }

    @Test
    void an_answer_in_under_ten_seconds_and_one_by_a_hold_are_plain_to_see() throws Exception {
        add(Hours.of(0, 9.999 / 3600, -1));
        add(Hours.of(0, 10.0 / 3600, -1));
        add(Hours.of(0, 1, -1).by("on-hold"));
        add(Hours.of(0, 30, -1).by("on-hold"));

        assertThat(figures(row(100), "acknowledgedWithin", "answeredAtOnce", "answeredByHold"))
                .containsExactly(3, 1, 1);
    }

    @Test
    void time_on_hold_is_left_out_of_completing() throws Exception {
        double oneMilli = 1 / 3_600_000.0;
        add(Hours.of(1, 2, -1).completed(35, "rx-one").held(2, 12));
        add(Hours.of(1, 2, -1).completed(35 + oneMilli, "rx-one").held(2, 12));
        add(Hours.of(1, 2, 5).completed(5, "acme-hub"));

        assertThat(figures(row(100), "due", "completedWithin")).containsExactly(3, 1);
    }

    @Test
    void overdue_is_past_the_due_time_and_not_on_hold_before_it() throws Exception {
        add(Hours.of(1, 2, -1));
        assertThat(figures(row(24), "overdue")).containsExactly(0);
        assertThat(figures(row(24.001), "overdue")).containsExactly(1);

        add(Hours.of(1, 2, -1).held(24));
        add(Hours.of(1, 2, -1).held(24.001));
        assertThat(figures(row(100), "overdue")).containsExactly(2);

        add(Hours.of(1, 2, -1).completed(50, "rx-one"));
        add(Hours.of(1, 2, 60));
        assertThat(figures(row(100), "overdue")).containsExactly(2);
        assertThat(figures(row(49), "overdue")).containsExactly(4);
    }

    @Test
    void quantiles_are_by_nearest_rank_with_the_unanswered_last() throws Exception {
        add(Hours.of(0, -1, -1));
        add(Hours.of(0, 1, -1));
        assertThat(row(100).getValue("p90Seconds")).isNull();
        assertThat(row(100).getInteger("medianSeconds")).isEqualTo(3600);

        for (int hours = 2; hours <= 9; hours++) {
            add(Hours.of(0, hours, -1));
        }
        assertThat(row(100).getInteger("medianSeconds")).isEqualTo(5 * 3600);
        assertThat(row(100).getInteger("p90Seconds")).isEqualTo(9 * 3600);
    }

    @Test
    void weeks_are_iso_weeks_in_utc() throws Exception {
        for (String requested : List.of(
                "2026-11-22T23:59:59.999Z", "2026-11-23T00:00:00Z", "2027-01-03T12:00:00Z", "2024-12-30T00:00:00Z")) {
            double hours =
                    Duration.between(world.start, Instant.parse(requested)).toMillis() / 3_600_000.0;
            add(Hours.of(-1, -1, -1).requested(hours));
        }
        world.api.clocks.advance(Duration.ofDays(400));

        assertThat(world.measure(SAM, "groupBy=week").getJsonArray("rows"))
                .extracting(row -> ((JsonObject) row).getString("key"))
                .containsExactly("2025-W01", "2026-W47", "2026-W48", "2026-W53");
    }

    /** Five hundred tasks in steps of half an hour, so that every edge is met; looked at from each of sixty moments. */
    @Test
    void due_and_cancelled_never_change_again_nor_does_what_was_answered_in_time() throws Exception {
        Random random = new Random(7);
        for (int n = 0; n < 500; n++) {
            double requested = random.nextInt(8) / 2.0;
            double delivered = requested + random.nextInt(9) / 2.0;
            double answered = random.nextInt(3) == 0 ? -1 : delivered + random.nextInt(16) / 2.0;
            double closed = random.nextInt(2) == 0 ? -1 : requested + random.nextInt(24) / 2.0;
            add(Hours.of(delivered, answered, closed).requested(requested));
        }
        List<RawTask> stored = world.stored();
        Set<String> due = Set.of();
        Set<String> cancelled = Set.of();
        Set<String> inTime = Set.of();
        for (int half = 0; half <= 60; half++) {
            String at = "within=PT3H&asOf=" + world.start.plus(Duration.ofMinutes(30L * half));
            PlainMeasure plain = new PlainMeasure(
                    world.start.plus(Duration.ofMinutes(30L * half)), Duration.ofHours(3), PlainMeasure.ELAPSED);
            assertThat(world.measure(SAM, at).getJsonArray("rows")).isEqualTo(plain.rows(stored, RawTask::owner));

            Set<String> nowDue = ids(at + "&limit=1000&class=due");
            Set<String> nowCancelled = ids(at + "&limit=1000&class=cancelled");
            Set<String> nowInTime = ids(at + "&limit=1000&class=acknowledgedWithin");
            assertThat(nowDue).containsAll(due);
            assertThat(nowCancelled).containsAll(cancelled);
            assertThat(nowInTime.stream().filter(due::contains).collect(Collectors.toSet()))
                    .isEqualTo(inTime);
            due = nowDue;
            cancelled = nowCancelled;
            inTime = nowInTime;
        }
        assertThat(due).hasSizeGreaterThan(100);
        assertThat(cancelled).hasSizeGreaterThan(50);
    }

    private Set<String> ids(String query) throws Exception {
        return world.tasks(SAM, query).stream()
                .map(task -> task.getString("task"))
                .collect(Collectors.toSet());
    }

    /** @param classes such as {@code 0 pending, 25 due}: from which hour it is what */
    private void is(Hours task, String classes) throws Exception {
        await(world.api.database.client().query("delete from task").execute());
        add(task);
        List<String> steps = new ArrayList<>();
        String before = "";
        for (double hour : List.of(0.0, 2.999, 3.0, 4.0, 24.0, 24.998, 24.999, 25.0, 30.0, 53.999, 54.0, 150.0)) {
            JsonObject row = row(hour);
            assertThat(row.getInteger("requested")).isEqualTo(1);
            List<String> now = List.of("due", "pending", "cancelled", "undeliverable").stream()
                    .filter(name -> row.getInteger(name) == 1)
                    .toList();
            assertThat(now).hasSize(1);
            if (!now.get(0).equals(before)) {
                before = now.get(0);
                steps.add(
                        (hour == Math.rint(hour) ? String.valueOf((long) hour) : String.valueOf(hour)) + " " + before);
            }
        }
        assertThat(String.join(", ", steps)).as(task.toString()).isEqualTo(classes);
    }

    private JsonObject row(double hours) throws Exception {
        JsonArray rows =
                world.measure(SAM, "asOf=" + Hours.after(world.start, hours)).getJsonArray("rows");
        assertThat(rows).hasSize(1);
        return rows.getJsonObject(0);
    }

    private void add(Hours task) throws Exception {
        await(task.insert(world.api.database.client(), new UUID(3, ++tasks), world.start));
    }

    private static List<Integer> figures(JsonObject row, String... names) {
        return List.of(names).stream().map(row::getInteger).toList();
    }
}
