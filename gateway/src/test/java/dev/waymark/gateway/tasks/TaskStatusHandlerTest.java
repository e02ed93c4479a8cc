package dev.waymark.gateway.tasks;

import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.CASE;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.tasks.SignedApi.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class TaskStatusHandlerTest {

    private static final String STATUS = "/v1/tasks/00000000-0000-0001-0000-000000000001/status";

    @TempDir
    private Path keys;

    private final PgTasks tasks = new PgTasks();
    private SignedApi api;
    private Instant asked;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        api = new SignedApi(
                vertx, keys, (self, at) -> new TaskStatusHandler(self.remembered, tasks, self.sealing, self.clocks)
                        .mount(at.router(), at.auth()));
        asked = api.clocks.business();
        await(Tasks.enrol(api.database.client(), CASE, "orphan-x", "C-1", asked));
        await(api.database.transaction(tx -> tasks.insert(tx, List.of(Tasks.requested(1, asked)))));
        api.clocks.advance(Duration.ofMinutes(10));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void the_owner_accepts_and_is_answered_with_the_task() throws Exception {
        Answer answer = post("accepted", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(new JsonObject()
                        .put("task", "00000000-0000-0001-0000-000000000001")
                        .put("action", "provide-information")
                        .put("owner", "rx-one")
                        .put("status", "accepted")
                        .put("requestedAt", "2026-03-11T15:00:00.000Z")
                        .put("deliveredAt", "2026-03-11T15:10:00.000Z")
                        .put("dueAt", "2026-03-12T15:00:00.000Z")
                        .put("acknowledgedAt", "2026-03-11T15:10:00.000Z")
                        .putNull("completedAt")
                        .putNull("closedAt")
                        .put("heldSeconds", 0));
        assertThat(stored().answeredBy()).contains(AnsweredBy.STATUS);
    }

    @Test
    void a_partner_who_does_not_own_it_cannot_tell_it_from_a_missing_one() throws Exception {
        JsonObject body = new JsonObject().put("status", "accepted");
        Answer others = api.post(OTHER, STATUS, body);
        Answer missing = api.post(OTHER, STATUS.replace("001/status", "009/status"), body);
        Answer noId = api.post(OTHER, "/v1/tasks/nonsense/status", body);
        Answer othersInvalid = api.post(OTHER, STATUS, new JsonObject().put("status", "nonsense"));

        assertThat(others.status()).isEqualTo(404);
        assertThat(List.of(missing, noId, othersInvalid)).containsOnly(others);
        assertThat(stored().status()).isEqualTo(TaskStatus.REQUESTED);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, /status",
        "{\"status\":\"received\"}, /status",
        "{\"status\":\"cancelled\"}, /status",
        "{\"status\":7}, /status",
        "{\"status\":\"on-hold\"}, /reason",
        "{\"status\":\"rejected\"}, /reason",
        "{\"status\":\"rejected\"%%\"reason\":\"\"}, /reason",
        "{\"status\":\"accepted\"%%\"note\":\"x\"}, /note"
    })
    void what_is_not_valid_names_its_member(String body, String pointer) throws Exception {
        Answer answer = api.post(OWNER, STATUS, new JsonObject(body.replace("%%", ",")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t\n", "\u00A0", "\u200B\u2060", "\u2800\u3164"})
    void a_reason_in_which_nothing_is_to_be_seen_is_none(String blank) throws Exception {
        for (String status : List.of("on-hold", "rejected")) {
            Answer answer = post(status, blank);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("/reason");
        }
        assertThat(stored().status()).isEqualTo(TaskStatus.REQUESTED);
        assertThat(post("on-hold", Character.toString(0x1FAE1)).status()).isEqualTo(200);
    }

    @Test
    void a_reason_is_at_most_as_long_as_a_note() throws Exception {
        assertThat(post("on-hold", "é".repeat(2_000)).status()).isEqualTo(200);
        assertThat(post("rejected", "é".repeat(2_001)).status()).isEqualTo(422);
    }

    @Test
    void what_is_not_forward_is_a_conflict_and_changes_nothing() throws Exception {
        post("in-progress", null);
        Answer back = post("accepted", null);

        assertThat(back.status()).isEqualTo(409);
        assertThat(back.body().getString("type")).isEqualTo("urn:waymark:problem:task-state");
        assertThat(stored().status()).isEqualTo(TaskStatus.IN_PROGRESS);
    }

    @Test
    void the_status_it_has_already_changes_nothing() throws Exception {
        post("completed", null);
        Task before = stored();
        api.clocks.advance(Duration.ofMinutes(1));

        assertThat(post("completed", null).status()).isEqualTo(200);
        assertThat(stored()).isEqualTo(before);
        assertThat(post("rejected", "changed my mind").status()).isEqualTo(409);
    }

    @Test
    void on_hold_it_is_answered_and_its_due_time_moves_on() throws Exception {
        post("on-hold", "Payer closed until Monday");
        api.clocks.advance(Duration.ofHours(2));
        Answer again = post("in-progress", null);

        assertThat(stored().answeredBy()).contains(AnsweredBy.ON_HOLD);
        assertThat(again.body().getString("dueAt")).isEqualTo("2026-03-12T17:00:00.000Z");
        assertThat(again.body().getLong("heldSeconds")).isEqualTo(7_200);
    }

    @Test
    void the_reason_stands_sealed() throws Exception {
        String words = "planted: the patient moved";
        post("rejected", words);

        Buffer stored = await(
                        api.database.client().query("select reason from task").execute())
                .iterator()
                .next()
                .getBuffer(0);
        assertThat(stored.toString("ISO-8859-1")).doesNotContain("planted");
        Sealed sealed = new Sealed(Scope.of(CASE), PgTasks.reasonCell(stored().id()), stored);
        List<Buffer> opened = await(api.database.transaction(
                tx -> api.sealing.open(tx, new Reader("user/maria", "show timeline"), List.of(sealed))));
        assertThat(opened).containsExactly(Buffer.buffer(words));
    }

    @Test
    void the_very_same_request_is_answered_as_the_first_time_and_does_nothing() throws Exception {
        Buffer body = new JsonObject().put("status", "accepted").toBuffer();
        Instant created = api.clocks.steady();
        Answer first = await(api.send(OWNER, HttpMethod.POST, STATUS, Optional.of(body), created));
        api.clocks.advance(Duration.ofMinutes(1));
        post("completed", null);

        Answer again = await(api.send(OWNER, HttpMethod.POST, STATUS, Optional.of(body), created));

        assertThat(again).isEqualTo(first);
        assertThat(again.body().getString("status")).isEqualTo("accepted");
        assertThat(stored().status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void of_many_at_once_one_moves_it() throws Exception {
        List<Future<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(n -> api.send(
                        OWNER,
                        HttpMethod.POST,
                        STATUS,
                        Optional.of(new JsonObject()
                                .put("status", n % 2 == 0 ? "completed" : "rejected")
                                .put("reason", "of " + n)
                                .toBuffer()),
                        api.clocks.steady()))
                .toList();
        await(Future.all(answers));

        TaskStatus end = stored().status();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.result().status()).isIn(200, 409);
            if (answer.result().status() == 200) {
                assertThat(answer.result().body().getString("status")).isEqualTo(end.wire());
            }
        });
        assertThat(answers)
                .filteredOn(answer -> answer.result().status() == 200)
                .hasSize(4);
    }

    private Answer post(String status, @Nullable String reason) throws Exception {
        JsonObject body = new JsonObject().put("status", status);
        if (reason != null) {
            body.put("reason", reason);
        }
        return api.post(OWNER, STATUS, body);
    }

    private Task stored() throws Exception {
        return await(tasks.ofCases(api.database.client(), List.of(CASE)))
                .values()
                .iterator()
                .next()
                .get(0);
    }
}
