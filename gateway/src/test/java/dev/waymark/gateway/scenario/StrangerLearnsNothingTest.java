package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangerLearnsNothingTest {

    private static final String THERE = "C-1001";
    private static final String MISSING = "C-9999";
    private static final String NO_ID = "01890a5d-ac96-774b-bcce-b302099a8057";

    /** What one partner can name of a case. */
    private record Named(String caseCode, String notification, String task) {}

    /** One call, made about what is there and about what is not. */
    private record Call(String what, int status, BiFunction<TestGateway, Named, Answer> ask) {}

    private static final List<Call> CALLS = List.of(
            new Call("tracker", 404, (gateway, named) -> gateway.stranger.get(gateway, path(named))),
            new Call("enrolment", 403, (gateway, named) -> gateway.stranger.put(gateway, path(named), Cases.usual())),
            new Call(
                    "enrolment listing itself",
                    403,
                    (gateway, named) -> gateway.stranger.put(gateway, path(named), listingStranger())),
            new Call("inbox", 200, (gateway, named) -> gateway.stranger.get(gateway, "/v1/notifications?status=all")),
            new Call(
                    "acknowledgement",
                    404,
                    (gateway, named) -> gateway.stranger.post(
                            gateway,
                            "/v1/notifications/" + named.notification() + "/acknowledgment",
                            new JsonObject().put("by", "x@rx-two.example"))),
            new Call(
                    "status of a task",
                    404,
                    (gateway, named) -> gateway.stranger.post(
                            gateway,
                            "/v1/tasks/" + named.task() + "/status",
                            new JsonObject().put("status", "in-progress"))),
            new Call(
                    "status of a task that is none",
                    404,
                    (gateway, named) -> gateway.stranger.post(
                            gateway,
                            "/v1/tasks/" + named.task() + "/status",
                            new JsonObject().put("status", "nonsense"))),
            new Call(
                    "milestone",
                    202,
                    (gateway, named) -> gateway.stranger.milestone(gateway, event(gateway, named, "m"))),
            new Call(
                    "the same milestone again",
                    200,
                    (gateway, named) -> gateway.stranger.milestone(gateway, event(gateway, named, "m"))),
            new Call(
                    "milestone with that id and other content",
                    409,
                    (gateway, named) -> gateway.stranger.milestone(
                            gateway, event(gateway, named, "m").put("data", new JsonObject().put("note", "other")))),
            new Call(
                    "correction of another's event",
                    422,
                    (gateway, named) -> gateway.stranger.milestone(
                            gateway, event(gateway, named, "k").put("correctionof", "evt-1"))),
            new Call(
                    "batch",
                    200,
                    (gateway, named) ->
                            gateway.stranger.milestones(gateway, new JsonArray().add(event(gateway, named, "b")))));

    @TempDir
    Path folder;

    @Test
    void a_partner_that_is_not_on_a_case_cannot_tell_it_from_one_that_does_not_exist() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol("orphan-x/" + THERE);
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-1",
                            "prior-auth.info-requested",
                            "orphan-x/" + THERE,
                            gateway.now(),
                            new JsonObject()));
            Sql.awaitWebhooksOut(gateway);
            JsonObject asked =
                    gateway.pharmacy.endpoint.received().get(0).json().getJsonObject("data");
            Named there = new Named(
                    THERE,
                    asked.getString("notification"),
                    asked.getJsonObject("task").getString("task"));
            Named missing = new Named(MISSING, NO_ID, NO_ID);

            for (Call call : CALLS) {
                Answer ofThere = call.ask().apply(gateway, there);
                Answer ofMissing = call.ask().apply(gateway, missing);
                assertThat(ofThere.status()).as(call.what()).isEqualTo(call.status());
                assertThat(ofMissing.status()).as(call.what()).isEqualTo(call.status());
                assertThat(plain(ofThere, there)).as(call.what()).isEqualTo(plain(ofMissing, missing));
                assertThat(new TreeSet<>(ofThere.headers().names()))
                        .as(call.what())
                        .isEqualTo(new TreeSet<>(ofMissing.headers().names()));
                assertThat(ofThere.headers().get("Content-Length"))
                        .as(call.what())
                        .isEqualTo(ofMissing.headers().get("Content-Length"));
            }
        }
    }

    private static String path(Named named) {
        return "/v1/programs/orphan-x/cases/" + named.caseCode();
    }

    private static JsonObject listingStranger() {
        JsonObject body = Cases.usual();
        body.getJsonArray("partners").add(new JsonObject().put("id", "rx-two").put("role", "specialty_pharmacy"));
        return body;
    }

    private static JsonObject event(TestGateway gateway, Named named, String id) {
        return gateway.stranger.event(
                id + "-" + named.caseCode(),
                "referral.received",
                "orphan-x/" + named.caseCode(),
                gateway.now(),
                new JsonObject());
    }

    /** The body without what the caller wrote, and without ids made anew. */
    private static String plain(Answer answer, Named named) {
        return answer.body()
                .replace(named.caseCode(), "<case>")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>");
    }
}
