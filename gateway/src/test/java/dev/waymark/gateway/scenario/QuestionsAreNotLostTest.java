package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question that ends without an answer: asked again, or whoever asked knows. */
class QuestionsAreNotLostTest {

    private static final String CASE = "/v1/programs/orphan-x/cases/C-1001";
    private static final String THREAD = CASE + "/messages";

    @TempDir
    Path folder;

    private TestGateway gateway;
    private People people;

    @BeforeEach
    void a_case_with_a_hub_and_two_pharmacies() {
        gateway = new TestGateway(folder);
        people = new People(gateway);
        JsonObject body = Cases.usual();
        body.getJsonArray("partners").add(new JsonObject().put("id", "rx-two").put("role", "specialty_pharmacy"));
        assertThat(gateway.hub.put(gateway, CASE, body).status()).isEqualTo(201);
        people.awaitAllOut();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void what_a_case_closed_by_mistake_cancelled_is_asked_again_with_the_whole_time() {
        ask("h-1", "rx-one");
        String answered = ask("h-2", "rx-one");
        people.awaitAllOut();
        gateway.clocks.advanceBusiness(Duration.ofHours(1));
        report("evt-1", "case.cancelled", Optional.empty());
        gateway.clocks.advanceBusiness(Duration.ofHours(1));
        say(gateway.pharmacy, message("r-1", "On Monday.", "acme-hub").put("inReplyTo", answered));
        people.awaitAllOut();
        assertThat(Sql.count(gateway, "task where status = 'cancelled'")).isEqualTo(2);

        report("evt-2", "prior-auth.submitted", Optional.of("evt-1"));
        people.awaitAllOut();

        assertThat(Sql.count(gateway, "task where status not in ('completed', 'cancelled')"))
                .isOne();
        List<JsonObject> posted = gateway.pharmacy.endpoint.received().stream()
                .map(FarSide.Received::json)
                .filter(event -> event.getString("type").equals("waymark.message.posted"))
                .toList();
        assertThat(posted).hasSize(3);
        JsonObject data = posted.get(2).getJsonObject("data");
        assertThat(data.getJsonObject("message").getString("text")).isEqualTo("h-1?");
        assertThat(data.getJsonObject("task").getInstant("dueAt"))
                .isEqualTo(gateway.clocks.business().plus(Duration.ofHours(24)));
        assertThat(data.getJsonObject("task").getString("status")).isEqualTo("requested");
    }

    @Test
    void a_case_that_something_else_closed_too_asks_nothing_again() {
        ask("h-1", "rx-one");
        people.awaitAllOut();
        report("evt-1", "case.cancelled", Optional.empty());
        report("evt-2", "therapy.discontinued", Optional.empty());
        report("evt-3", "prior-auth.submitted", Optional.of("evt-1"));
        people.awaitAllOut();

        assertThat(Sql.count(gateway, "task where action = 'answer-message'")).isOne();
    }

    @Test
    void a_partner_that_asked_is_told_when_the_one_asked_leaves_the_case() {
        String asked = ask("h-1", "rx-one", "rx-two");
        people.awaitAllOut();
        leave("rx-two");

        List<JsonObject> told = gateway.hub.endpoint.received().stream()
                .map(FarSide.Received::json)
                .filter(event -> event.getString("type").equals("waymark.task.cancelled"))
                .toList();
        assertThat(told).hasSize(1);
        JsonObject data = told.get(0).getJsonObject("data");
        assertThat(data.getJsonObject("message").getString("message")).isEqualTo(asked);
        assertThat(data.getJsonObject("task").getString("owner")).isEqualTo("rx-two");
        assertThat(data.getJsonObject("task").getString("status")).isEqualTo("cancelled");
        assertThat(Sql.count(gateway, "task where owner = 'rx-one' and status = 'received'"))
                .isOne();
        assertThat(Sql.count(gateway, "alert where kind = 'unowned'")).isZero();
    }

    @Test
    void managers_who_asked_are_alerted_when_the_one_asked_leaves_the_case() {
        Map<String, String> headers = new HashMap<>(Signed.in(gateway, "maria"));
        headers.put("Content-Type", "application/json");
        JsonObject question = message("m-1", "And you?", "rx-two").put("answerWithin", "PT24H");
        assertThat(gateway.call(HttpMethod.POST, THREAD, headers, Optional.of(question.toBuffer()))
                        .status())
                .isEqualTo(202);
        people.awaitAllOut();
        AlertsClient maria = new AlertsClient(gateway, "maria");
        leave("rx-two");

        JsonObject alert = maria.awaitAlerts(1).get(0).getJsonObject("alert");
        assertThat(alert.getString("kind")).isEqualTo("unowned");
        assertThat(alert.getString("severity")).isEqualTo("urgent");
        assertThat(alert.getString("title")).contains("A message about a case");
        assertThat(gateway.hub.endpoint.received()).isEmpty();
    }

    private String ask(String id, String... to) {
        return say(gateway.hub, message(id, id + "?", to).put("answerWithin", "PT24H"));
    }

    private String say(TestPartner from, JsonObject message) {
        Answer taken = from.post(gateway, THREAD, message);
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        return taken.json().getString("message");
    }

    private void leave(String partner) {
        JsonObject body = Cases.usual();
        assertThat(body.encode()).doesNotContain(partner);
        assertThat(gateway.hub.put(gateway, CASE, body).status()).isEqualTo(200);
        people.awaitAllOut();
    }

    private void report(String id, String code, Optional<String> corrects) {
        JsonObject event = gateway.hub.event(id, code, "orphan-x/C-1001", gateway.clocks.business(), new JsonObject());
        corrects.ifPresent(old -> event.put("correctionof", old));
        Answer taken = gateway.hub.milestone(gateway, event);
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        people.awaitAllOut();
    }

    private static JsonObject message(String id, String text, String... to) {
        return new JsonObject()
                .put("id", id)
                .put("to", new JsonArray(List.of((Object[]) to)))
                .put("text", text);
    }
}
