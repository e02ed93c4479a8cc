package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.MeasureWorld.KOLKATA;
import static dev.waymark.gateway.responsiveness.MeasureWorld.LISBON;
import static dev.waymark.gateway.responsiveness.MeasureWorld.ORPHAN;
import static dev.waymark.gateway.responsiveness.MeasureWorld.SAM;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Partners who would rather look good than answer, beside one who answers: none gains, or its row shows how. */
@ExtendWith(VertxExtension.class)
class WhoTriesToLookGoodTest {

    private static final int EACH = 20;
    private static final PartnerId HEIR = new PartnerId("rx-heir");

    @TempDir
    private Path keys;

    private MeasureWorld world;
    private final List<Task> asked = new ArrayList<>();

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        world = new MeasureWorld(vertx, keys);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void who_answers_has_all_of_it_and_nothing_to_explain() throws Exception {
        JsonObject row = played(
                OWNER,
                (task, at) -> TaskRules.complete(
                        TaskRules.acknowledge(TaskRules.deliver(task, at.plusSeconds(2)), at.plusSeconds(10_800)),
                        task.owner(),
                        at.plusSeconds(36_000)));

        assertThat(figures(row, "due", "acknowledgedWithin", "completedWithin", "overdue"))
                .containsExactly(20, 20, 20, 0);
        assertThat(figures(row, "answeredByHold", "answeredAtOnce", "cancelled", "undeliverable"))
                .containsOnly(0);
    }

    @Test
    void who_closes_its_port_and_never_polls_is_due_four_hours_later_and_silent() throws Exception {
        JsonObject row = played(OTHER, (task, at) -> task);

        assertThat(figures(row, "requested", "due", "undeliverable", "acknowledgedWithin", "overdue"))
                .containsExactly(20, 20, 0, 0, 20);
        assertThat(row.getDouble("responseRate")).isZero();
        assertThat(row.getValue("medianSeconds")).isNull();
    }

    @Test
    void who_puts_everything_on_hold_has_answered_by_hold_alone_and_completed_nothing() throws Exception {
        JsonObject row = played(
                LISBON,
                (task, at) ->
                        report(TaskRules.deliver(task, at.plusSeconds(2)), TaskStatus.ON_HOLD, at.plusSeconds(3600)));

        assertThat(figures(row, "due", "acknowledgedWithin", "answeredByHold", "completedWithin"))
                .containsExactly(20, 20, 20, 0);
    }

    @Test
    void who_has_a_machine_acknowledge_has_answered_at_once_and_completed_nothing() throws Exception {
        JsonObject row = played(
                KOLKATA,
                (task, at) -> TaskRules.acknowledge(TaskRules.deliver(task, at.plusSeconds(2)), at.plusMillis(11_999)));

        assertThat(figures(row, "due", "acknowledgedWithin", "answeredAtOnce", "completedWithin", "overdue"))
                .containsExactly(20, 20, 20, 0, 20);
    }

    @Test
    void who_hands_late_tasks_on_keeps_them_as_unanswered() throws Exception {
        JsonObject row = played(LISBON, (task, at) -> handedOn(task, at, Duration.ofHours(24)));

        assertThat(figures(row, "requested", "due", "cancelled", "acknowledgedWithin"))
                .containsExactly(20, 20, 0, 0);
        assertThat(rowOf(HEIR, "elapsed").getInteger("requested")).isEqualTo(20);
    }

    @Test
    void who_hands_tasks_on_in_time_shows_that_they_were_taken_away() throws Exception {
        JsonObject row = played(LISBON, (task, at) -> handedOn(task, at, Duration.ofHours(23)));

        assertThat(figures(row, "requested", "due", "cancelled")).containsExactly(20, 0, 20);
        assertThat(row.getValue("responseRate")).isNull();
    }

    @Test
    void an_answer_after_the_task_was_handed_on_is_not_counted() throws Exception {
        JsonObject row = played(
                LISBON,
                (task, at) -> TaskRules.acknowledge(handedOn(task, at, Duration.ofHours(10)), at.plusSeconds(40_000)));

        assertThat(figures(row, "due", "cancelled", "acknowledged", "acknowledgedWithin"))
                .containsExactly(0, 20, 0, 0);
    }

    @Test
    void a_machine_is_one_on_the_working_clock_too_and_a_person_on_a_saturday_is_none() throws Exception {
        play(KOLKATA, (task, at) -> TaskRules.acknowledge(TaskRules.deliver(task, at), at.plusMillis(9_999)));
        play(OTHER, (task, at) -> TaskRules.acknowledge(TaskRules.deliver(task, at), at.plusSeconds(3600)));
        store();

        assertThat(figures(rowOf(KOLKATA, "working"), "due", "acknowledgedWithin", "answeredAtOnce"))
                .containsExactly(20, 20, 20);
        assertThat(figures(rowOf(OTHER, "working"), "due", "acknowledgedWithin", "answeredAtOnce"))
                .containsExactly(20, 20, 0);
    }

    /** The row of a partner to whose tasks, asked for one an hour, this happened. */
    private JsonObject played(PartnerId partner, BiFunction<Task, Instant, Task> story) throws Exception {
        play(partner, story);
        store();
        return rowOf(partner, "elapsed");
    }

    private void play(PartnerId partner, BiFunction<Task, Instant, Task> story) {
        for (int n = 0; n < EACH; n++) {
            Instant at = world.start.plus(Duration.ofHours(n));
            asked.add(story.apply(Tasks.requested(asked.size(), ORPHAN, partner, at), at));
        }
    }

    private void store() throws Exception {
        world.add(asked);
        world.api.clocks.advance(Duration.ofDays(20));
    }

    /** Delivered at once, and asked of another so much later: what a roster without the owner does. */
    private Task handedOn(Task task, Instant at, Duration later) {
        Instant then = at.plusSeconds(2).plus(later);
        asked.add(Tasks.requested(1_000 + asked.size(), ORPHAN, HEIR, then));
        return TaskRules.withdraw(TaskRules.deliver(task, at.plusSeconds(2)), then);
    }

    private JsonObject rowOf(PartnerId partner, String clock) throws Exception {
        JsonArray rows =
                world.measure(SAM, "partner=" + partner + "&clock=" + clock).getJsonArray("rows");
        assertThat(rows).hasSize(1);
        return rows.getJsonObject(0);
    }

    private static List<Integer> figures(JsonObject row, String... names) {
        return List.of(names).stream().map(row::getInteger).toList();
    }

    private static Task report(Task task, TaskStatus next, Instant at) {
        return ((StatusStep.Moved) TaskRules.report(task, next, at)).task();
    }
}
