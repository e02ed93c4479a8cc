package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.scenario.Conversation.CASE;
import static dev.waymark.gateway.scenario.Conversation.question;
import static dev.waymark.gateway.scenario.Conversation.received;
import static dev.waymark.gateway.scenario.Conversation.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question that ends without an answer: asked again, or whoever asked knows. */
class QuestionsAreNotLostTest {

    @TempDir
    Path folder;

    private Conversation talk;
    private TestGateway gateway;
    private People people;

    @BeforeEach
    void a_case_with_a_hub_and_both_pharmacies() {
        talk = Conversation.withBothPharmacies(folder);
        gateway = talk.gateway;
        people = talk.people;
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void what_a_case_closed_by_mistake_cancelled_is_asked_again_with_the_whole_time() {
        ask("h-1", "rx-one");
        String answered = ask("h-2", "rx-one");
        people.awaitAllOut();
        gateway.clocks.advanceBusiness(Duration.ofHours(1));
        report("evt-1", "case.cancelled", Optional.empty());
        gateway.clocks.advanceBusiness(Duration.ofHours(1));
        talk.say(gateway.pharmacy, reply("r-1", "On Monday.", answered, "acme-hub"));
        people.awaitAllOut();
        assertThat(Sql.count(gateway, "task where status = 'cancelled'")).isEqualTo(2);

        report("evt-2", "prior-auth.submitted", Optional.of("evt-1"));
        people.awaitAllOut();

        assertThat(Sql.count(gateway, "task where status not in ('completed', 'cancelled')"))
                .isOne();
        List<JsonObject> posted = received(gateway.pharmacy, "waymark.message.posted");
        assertThat(posted).hasSize(3);
        JsonObject data = posted.get(2);
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

        List<JsonObject> told = received(gateway.hub, "waymark.task.cancelled");
        assertThat(told).hasSize(1);
        JsonObject data = told.get(0);
        assertThat(data.getJsonObject("message").getString("message")).isEqualTo(asked);
        assertThat(data.getJsonObject("task").getString("owner")).isEqualTo("rx-two");
        assertThat(data.getJsonObject("task").getString("status")).isEqualTo("cancelled");
        assertThat(Sql.count(gateway, "task where owner = 'rx-one' and status = 'received'"))
                .isOne();
        assertThat(Sql.count(gateway, "alert where kind = 'unowned'")).isZero();
    }

    @Test
    void managers_who_asked_are_alerted_when_the_one_asked_leaves_the_case() {
        JsonObject question = question("m-1", "And you?", "rx-two");
        assertThat(talk.write("maria", question).status()).isEqualTo(202);
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
        return talk.say(gateway.hub, question(id, id + "?", to));
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
}
