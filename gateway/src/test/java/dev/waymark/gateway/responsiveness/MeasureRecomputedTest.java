package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.MeasureWorld.CALENDARS;
import static dev.waymark.gateway.responsiveness.MeasureWorld.ORPHAN;
import static dev.waymark.gateway.responsiveness.MeasureWorld.OWNERS;
import static dev.waymark.gateway.responsiveness.MeasureWorld.RARE;
import static dev.waymark.gateway.responsiveness.MeasureWorld.SAM;
import static dev.waymark.gateway.tasks.SignedApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.tasks.StatusStep;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskRules;
import dev.waymark.gateway.tasks.Tasks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand tasks to which anything may have happened, measured as {@link PlainMeasure} measures them. */
@ExtendWith(VertxExtension.class)
class MeasureRecomputedTest {

    private static final int DAYS = 50;

    @TempDir
    private Path keys;

    private final PlainWork work = new PlainWork(CALENDARS);
    private MeasureWorld world;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        world = new MeasureWorld(vertx, keys);
        Random random = new Random(20261122);
        List<Task> stories = new ArrayList<>();
        for (int n = 0; n < 10_000; n++) {
            stories.add(story(n, random));
        }
        world.add(stories);
        await(world.api.database.client().query("""
                        update task
                           set action = 'act-' || hashtext(id::text) % 3,
                               code = case when hashtext(id::text) % 5 > 0 then 'code.c-' || hashtext(id::text) % 5 end
                        """).execute());
        // As they were stored when the word of a delivery came in after the answer to it.
        await(world.api.database.client().query("""
                        update task
                           set delivered_at = acknowledged_at + interval '40 milliseconds'
                         where acknowledged_at = delivered_at and hashtext(id::text) % 3 = 0
                        """).execute());
        world.api.clocks.advance(Duration.ofDays(DAYS));
        world.measure(SAM, "");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void every_figure_of_every_grouping_on_both_clocks_is_what_the_definition_says() throws Exception {
        List<RawTask> stored = world.stored();
        for (String clock : List.of("elapsed", "working")) {
            for (String within : List.of("PT24H", "PT2H30M", "P5D")) {
                for (String groupBy : List.of("partner", "action", "milestone", "week")) {
                    String query = "clock=" + clock + "&within=" + within + "&groupBy=" + groupBy;
                    JsonArray rows = world.measure(SAM, query).getJsonArray("rows");
                    assertThat(plain(clock, within, world.api.clocks.business())
                                    .rows(stored, task -> PlainMeasure.key(groupBy, task)))
                            .as(query)
                            .isEqualTo(rows);
                    assertThat(rows.size()).as(query).isGreaterThanOrEqualTo(3);
                }
            }
        }
        JsonArray rows = world.measure(SAM, "").getJsonArray("rows");
        assertThat(rich(rows)).as(rows.encodePrettily()).isTrue();
    }

    @Test
    void seen_again_as_of_a_moment_in_between_what_came_later_has_not_happened() throws Exception {
        List<RawTask> stored = world.stored();
        for (int day = 0; day < DAYS; day += 20) {
            Instant asOf = world.start.plus(Duration.ofDays(day)).plusMillis(day);
            for (String clock : List.of("elapsed", "working")) {
                JsonArray rows =
                        world.measure(SAM, "clock=" + clock + "&asOf=" + asOf).getJsonArray("rows");
                assertThat(plain(clock, "PT24H", asOf).rows(stored, RawTask::owner))
                        .as("%s %s", clock, asOf)
                        .isEqualTo(rows);
            }
        }
    }

    @Test
    void a_part_of_the_tasks_is_measured_like_the_whole() throws Exception {
        Instant from = world.start.plus(Duration.ofDays(12)).plusMillis(1);
        Instant until = world.start.plus(Duration.ofDays(30));
        List<RawTask> part = world.stored().stream()
                .filter(task -> task.program().equals("rare-y") && task.owner().equals("rx-lisbon"))
                .filter(task ->
                        !task.requested().isBefore(from) && task.requested().isBefore(until))
                .toList();

        String query = "clock=working&groupBy=week&program=rare-y&partner=rx-lisbon&from=" + from + "&until=" + until;

        assertThat(plain("working", "PT24H", world.api.clocks.business())
                        .rows(part, task -> PlainMeasure.key("week", task)))
                .isEqualTo(world.measure(SAM, query).getJsonArray("rows"));
        assertThat(part).hasSizeGreaterThan(300);
    }

    @Test
    void behind_every_figure_are_exactly_the_tasks_that_it_counts() throws Exception {
        List<RawTask> stored = world.stored();
        for (String clock : List.of("elapsed", "working")) {
            PlainMeasure plain = plain(clock, "PT12H", world.api.clocks.business());
            for (var figure : plain.figures().entrySet()) {
                Set<String> expected = stored.stream()
                        .filter(task -> task.owner().equals("acme-hub"))
                        .filter(figure.getValue())
                        .map(RawTask::id)
                        .collect(Collectors.toSet());
                List<JsonObject> behind = world.tasks(
                        SAM, "within=PT12H&limit=700&key=acme-hub&clock=" + clock + "&class=" + figure.getKey());
                assertThat(ids(behind)).as(clock + figure.getKey()).isEqualTo(expected);
                assertThat(behind).hasSameSizeAs(expected);
                assertThat(behind).allSatisfy(task -> assertThat(task.getJsonArray("figures"))
                        .contains(figure.getKey()));
            }
        }
    }

    @Test
    void a_window_ends_and_an_answer_takes_what_its_clock_says() throws Exception {
        for (JsonObject task : world.tasks(SAM, "clock=working&within=PT7H&limit=1000&class=acknowledged")) {
            Instant delivered = Instant.parse(task.getString("deliveredAt"));
            Instant ends = Instant.parse(task.getString("windowEndsAt"));
            Instant answered = Instant.parse(task.getString("acknowledgedAt"));
            String owner = task.getString("owner");
            assertThat(work.between(owner, delivered, ends)).isEqualTo(Duration.ofHours(7));
            assertThat(work.between(owner, delivered, ends.minusMillis(1))).isLessThan(Duration.ofHours(7));
            assertThat(work.between(owner, delivered, answered))
                    .hasMillis(Math.round(task.getDouble("answerSeconds") * 1000));
        }
    }

    @Test
    void the_buckets_of_answer_times_hold_what_was_answered_and_nothing_else() throws Exception {
        JsonObject answer = MeasureWorld.body(world.api.get(SAM, "/v1/responsiveness/distribution?within=PT6H"));
        JsonArray buckets = answer.getJsonArray("buckets");
        JsonArray rows = world.measure(SAM, "within=PT6H").getJsonArray("rows");
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.getJsonObject(i);
            JsonObject times = answer.getJsonArray("rows").getJsonObject(i);
            assertThat(times.getString("key")).isEqualTo(row.getString("key"));
            assertThat(times.getLong("due")).isEqualTo(row.getLong("due"));
            assertThat(times.getLong("unanswered")).isEqualTo(row.getLong("due") - row.getLong("acknowledged"));
        }
        for (int bucket : List.of(0, 5, 10)) {
            String below = buckets.getJsonObject(bucket).getString("below");
            List<JsonObject> behind = world.tasks(
                    SAM,
                    "within=PT6H&limit=1000&key=rx-one&atLeast="
                            + buckets.getJsonObject(bucket).getString("atLeast")
                            + (below == null ? "" : "&below=" + below));
            long counted = answer.getJsonArray("rows").stream()
                    .map(JsonObject.class::cast)
                    .filter(row -> row.getString("key").equals("rx-one"))
                    .findFirst()
                    .orElseThrow()
                    .getJsonArray("counts")
                    .getLong(bucket);
            assertThat((long) behind.size()).isEqualTo(counted).isPositive();
        }
    }

    @Test
    void an_answer_that_came_in_before_the_word_of_its_delivery_took_no_time() throws Exception {
        List<RawTask> overtaken = world.stored().stream()
                .filter(task ->
                        task.acknowledged() != null && task.acknowledged().isBefore(task.delivered()))
                .toList();
        assertThat(overtaken).hasSizeGreaterThan(20);
        Set<String> ids = overtaken.stream().map(RawTask::id).collect(Collectors.toSet());
        for (JsonObject task : world.tasks(SAM, "limit=1000&class=acknowledged")) {
            assertThat(task.getDouble("answerSeconds")).isNotNegative();
            if (ids.contains(task.getString("task"))) {
                assertThat(task.getDouble("answerSeconds")).isZero();
                assertThat(task.getString("deliveredAt")).isEqualTo(task.getString("acknowledgedAt"));
            }
        }
    }

    private PlainMeasure plain(String clock, String within, Instant asOf) {
        return new PlainMeasure(asOf, Duration.parse(within), clock.equals("working") ? work : PlainMeasure.ELAPSED);
    }

    /** Whether the stories reach every figure of every partner. */
    private static boolean rich(JsonArray rows) {
        return rows.stream().map(JsonObject.class::cast).allMatch(row -> row.stream()
                .filter(figure -> figure.getValue() instanceof Integer)
                .filter(figure -> !figure.getKey().matches("undeliverable|medianSeconds"))
                .allMatch(figure -> (Integer) figure.getValue() > 5));
    }

    private static Set<String> ids(List<JsonObject> tasks) {
        return tasks.stream().map(task -> task.getString("task")).collect(Collectors.toCollection(HashSet::new));
    }

    /** A task of these days to which this and that happened, within seconds or days, often on the hour. */
    private Task story(int n, Random random) {
        Instant at = on(random, world.start.plusMillis(random.nextInt(DAYS * 86_400) * 1000L + random.nextInt(1000)));
        PartnerId owner = OWNERS.get(random.nextInt(OWNERS.size()));
        Task task = Tasks.requested(n, random.nextBoolean() ? ORPHAN : RARE, owner, at);
        if (random.nextInt(3) > 0) {
            at = at.plusSeconds(random.nextInt(9_000));
            task = TaskRules.deliver(task, at);
            if (random.nextInt(20) == 0 && at.minusSeconds(1).isAfter(task.requestedAt())) {
                task = TaskRules.complete(task, owner, at.minusMillis(random.nextInt(1_000)));
            }
        }
        for (int events = random.nextInt(6); events > 0; events--) {
            Instant next = at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(12) : random.nextInt(90_000));
            Instant then = on(random, next);
            at = then.isBefore(at) ? next : then;
            if (at.isAfter(world.start.plus(Duration.ofDays(DAYS)))) {
                return task;
            }
            task = event(random.nextInt(10), task, at);
        }
        return task;
    }

    private static Instant on(Random random, Instant at) {
        return random.nextInt(3) == 0 ? at.truncatedTo(ChronoUnit.HOURS).plusSeconds(1800) : at;
    }

    private static Task event(int event, Task task, Instant at) {
        return switch (event) {
            case 0 -> TaskRules.acknowledge(task, at);
            case 1 -> TaskRules.complete(task, task.owner(), at);
            case 2 -> TaskRules.complete(task, new PartnerId("somebody"), at);
            case 3 -> TaskRules.withdraw(task, at);
            case 4, 5 -> report(task, TaskStatus.ON_HOLD, at);
            case 6 -> report(task, TaskStatus.IN_PROGRESS, at);
            case 7 -> report(task, random(task) ? TaskStatus.REJECTED : TaskStatus.COMPLETED, at);
            default -> TaskRules.deliver(task, at);
        };
    }

    private static boolean random(Task task) {
        return task.id().value().getLeastSignificantBits() % 2 == 0;
    }

    private static Task report(Task task, TaskStatus next, Instant at) {
        return TaskRules.report(task, next, at) instanceof StatusStep.Moved moved ? moved.task() : task;
    }
}
