package dev.waymark.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose signature it is stands fixed here; that it is proven is shown elsewhere. */
@ExtendWith(VertxExtension.class)
class MilestonesHandlerTest {

    private static final String CASE = "orphan-x/C-1";
    private static final String SINGLE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private TestIntake bed;
    private TestServer server;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        bed = new TestIntake(TestDatabase.fresh(vertx));
        bed.enrol(CASE, "acme-hub");
        Handler<RoutingContext> hub = context -> {
            Callers.set(context, new Caller.OfPartner(Events.HUB.partner(), "k1"));
            context.next();
        };
        MilestonesHandler handler = new MilestonesHandler(
                partner -> Events.HUB.programs(),
                () -> Events.JOURNEY,
                bed.sealing,
                bed.clocks,
                new RateLimits(bed.clocks, 1_000, 1_500),
                bed.another(IntakeSettings.DEFAULTS));
        server = TestServer.start(vertx, router -> handler.mount(router, new Authentications(hub, hub)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_new_event_is_202_and_the_same_again_200_with_the_first_answer() {
        HttpResponse<String> first = post(SINGLE, event("evt-1"));
        bed.clocks.advance(java.time.Duration.ofMinutes(5));
        HttpResponse<String> again = post(SINGLE + "; charset=utf-8", event("evt-1"));

        assertThat(first.statusCode()).isEqualTo(202);
        JsonObject body = new JsonObject(first.body());
        assertThat(body.getString("milestone")).matches("[0-9a-f-]{14}7[0-9a-f-]{21}");
        assertThat(body.copy().put("milestone", "x"))
                .isEqualTo(new JsonObject()
                        .put(
                                "event",
                                new JsonObject()
                                        .put("source", "/partners/acme-hub")
                                        .put("id", "evt-1"))
                        .put("milestone", "x")
                        .put("case", CASE)
                        .put("status", "accepted")
                        .put("acceptedAt", Times.write(dev.waymark.gateway.time.ManualClocks.START)));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(again.body())).isEqualTo(body.copy().put("status", "duplicate"));
    }

    @Test
    void an_event_that_waits_for_its_case_is_202_parked_without_a_time() {
        HttpResponse<String> parked = post(SINGLE, Events.json(Events.HUB, "evt-1", "orphan-x/C-2"));

        assertThat(parked.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(parked.body()).fieldNames())
                .containsExactlyInAnyOrder("event", "milestone", "case", "status");
        assertThat(new JsonObject(parked.body()).getString("status")).isEqualTo("parked");
    }

    @Test
    void each_refusal_of_a_single_event_is_a_problem_of_its_status() {
        post(SINGLE, event("evt-1"));

        assertProblem(415, "media-type", post("application/json", event("evt-2")));
        assertProblem(415, "media-type", post("text/csv", event("evt-2")));
        assertProblem(400, "body-malformed", server.post("/v1/milestones", SINGLE, "{"));
        assertProblem(400, "body-malformed", server.post("/v1/milestones", SINGLE, "{\"id\":\"a\",\"id\":\"b\"}"));
        assertProblem(403, "source-mismatch", post(SINGLE, event("evt-2").put("source", "/partners/rx-one")));
        assertProblem(403, "not-in-program", post(SINGLE, event("evt-2").put("subject", "no-such/C-1")));
        assertProblem(422, "unknown-milestone", post(SINGLE, event("evt-2").put("type", "waymark.milestone.a.b")));
        assertProblem(422, "invalid", post(SINGLE, event("evt-2").put("time", "now")));
        assertProblem(422, "correction-unknown", post(SINGLE, event("evt-2").put("correctionof", "evt-9")));
        assertProblem(409, "event-conflict", post(SINGLE, event("evt-1").put("traceparent", "00-ab")));
        assertProblem(422, "invalid", server.post("/v1/milestones", SINGLE, "[]"));
    }

    @Test
    void a_batch_is_answered_entry_by_entry_and_a_bad_one_holds_nobody_back() throws Exception {
        JsonArray batch = new JsonArray()
                .add(event("evt-1"))
                .add(event("evt-2").put("time", "now"))
                .add(event("evt-3").put("source", "/partners/rx-one"))
                .add(event("evt-4").put("id", "not one"))
                .add("nothing")
                .add(event("evt-1"))
                .add(Events.json(Events.HUB, "evt-5", "orphan-x/C-2"))
                .add(event("evt-6").put("correctionof", "evt-1"));
        batch.getJsonObject(1).getJsonObject("data").put("note", "\u0000");

        HttpResponse<String> answer = server.post("/v1/milestones", BATCH, batch.encode());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonArray results = new JsonObject(answer.body()).getJsonArray("results");
        List<String> statuses = new ArrayList<>();
        results.forEach(entry -> statuses.add(((JsonObject) entry).getString("status")));
        assertThat(statuses)
                .containsExactly(
                        "accepted", "rejected", "rejected", "rejected", "rejected", "duplicate", "parked", "accepted");
        assertThat(results.getJsonObject(1).getJsonObject("event").getString("id"))
                .isEqualTo("evt-2");
        assertThat(results.getJsonObject(1).getJsonObject("problem").getJsonArray("errors"))
                .extracting(fault -> ((JsonObject) fault).getString("pointer"))
                .containsExactlyInAnyOrder("/data/note", "/time");
        assertThat(results.getJsonObject(2).getJsonObject("problem").getString("type"))
                .isEqualTo("urn:waymark:problem:source-mismatch");
        assertThat(results.getJsonObject(3).getJsonObject("event").fieldNames()).containsExactly("source");
        assertThat(bed.count("milestone")).isEqualTo(3);
    }

    @Test
    void a_batch_has_one_to_a_thousand_events() throws Exception {
        assertProblem(422, "invalid", server.post("/v1/milestones", BATCH, "[]"));
        assertProblem(
                422,
                "invalid",
                server.post("/v1/milestones", BATCH, event("evt-1").encode()));
        assertProblem(
                422,
                "invalid",
                server.post("/v1/milestones", BATCH, batchOf(1_001).encode()));
        assertThat(server.post("/v1/milestones", BATCH, batchOf(1_000).encode()).statusCode())
                .isEqualTo(200);
        assertThat(bed.count("milestone")).isEqualTo(1_000);
    }

    @Test
    void the_limit_counts_events_and_not_requests() {
        assertThat(server.post("/v1/milestones", BATCH, batchOf(1_000).encode()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused =
                server.post("/v1/milestones", BATCH, batchOf(1_000).encode());

        assertProblem(429, "rate-limited", refused);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(post(SINGLE, event("evt-1")).statusCode()).isEqualTo(200);
    }

    private static JsonArray batchOf(int events) {
        JsonArray batch = new JsonArray();
        for (int i = 0; i < events; i++) {
            batch.add(event("evt-" + i));
        }
        return batch;
    }

    private static JsonObject event(String id) {
        return Events.json(Events.HUB, id, CASE);
    }

    private HttpResponse<String> post(String mediaType, JsonObject event) {
        return server.post("/v1/milestones", mediaType, event.encode());
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("urn:waymark:problem:" + code);
    }
}
