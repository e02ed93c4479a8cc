package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.scenario.Conversation.CASE;
import static dev.waymark.gateway.scenario.Conversation.message;
import static dev.waymark.gateway.scenario.Conversation.question;
import static dev.waymark.gateway.scenario.Conversation.received;
import static dev.waymark.gateway.scenario.Conversation.reply;
import static dev.waymark.gateway.scenario.Conversation.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a question: whose reply is its answer, and how it ends without one. */
class QuestionsAreAnsweredTest {

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
    void the_reply_of_who_was_asked_completes_the_question_and_is_its_answer() {
        String asked = talk.askWhenItShips();
        AlertsClient maria = new AlertsClient(gateway, "maria");
        gateway.clocks.advanceBusiness(Duration.ofHours(3));
        talk.say(gateway.stranger, message("s-1", "Not I.", "managers"));
        talk.say(gateway.pharmacy, reply("r-1", "On Monday.", asked, "managers"));
        people.awaitAllOut();

        JsonObject task = talk.tasks(gateway.pharmacy).getJsonObject(0);
        assertThat(task.getString("status")).isEqualTo("completed");
        assertThat(task.getInstant("acknowledgedAt")).isEqualTo(gateway.clocks.business());
        assertThat(task.getValue("closedAt")).isNull();
        assertThat(Sql.text(gateway, "select answered_by from task")).isEqualTo("message");
        assertThat(Sql.text(gateway, "select policy from task")).matches("[0-9a-f]{12}");

        List<JsonObject> alerts = maria.awaitAlerts(2);
        JsonObject alert = alerts.get(1).getJsonObject("alert");
        assertThat(alert.getString("kind")).isEqualTo("message");
        assertThat(alert.getString("title")).isEqualTo("A message from rx-one Inc");
        assertThat(alert.getString("detail")).isEqualTo("On Monday.");
        assertThat(alert.getBoolean("ackRequired")).isTrue();
        JsonObject shown = talk.thread("maria").getJsonObject(0);
        assertThat(shown.getJsonArray("tasks").getJsonObject(0).getString("status"))
                .isEqualTo("completed");
    }

    @Test
    void a_reply_to_something_else_leaves_the_question_open() {
        talk.askWhenItShips();
        String other = talk.say("maria", message("m-2", "By the way …", "rx-one"));
        people.awaitAllOut();
        talk.say(gateway.pharmacy, reply("r-1", "Thanks.", other, "managers"));
        people.awaitAllOut();

        assertThat(talk.tasks(gateway.pharmacy)).hasSize(1);
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("received");
    }

    @Test
    void each_partner_that_is_asked_answers_for_itself_and_partners_ask_each_other() {
        JsonObject question =
                message("h-1", "Who has it in stock?", "rx-one", "rx-two").put("answerWithin", "PT4H");
        String asked = talk.say(gateway.hub, question);
        people.awaitAllOut();
        talk.say(gateway.stranger, reply("s-1", "We have.", asked, "acme-hub"));
        people.awaitAllOut();

        assertThat(talk.taskStatus(gateway.stranger)).isEqualTo("completed");
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("received");
        assertThat(talk.thread(gateway.hub).getJsonObject(0).getJsonArray("tasks"))
                .hasSize(2);
    }

    @Test
    void a_reply_that_who_asked_is_not_told_leaves_the_question_open() {
        JsonObject question = message("h-1", "When does it ship?", "rx-one").put("answerWithin", "PT4H");
        String asked = talk.say(gateway.hub, question);
        people.awaitAllOut();
        talk.say(gateway.pharmacy, reply("r-1", "Do you know?", asked, "rx-two"));
        people.awaitAllOut();
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("received");
        assertThat(gateway.hub.endpoint.received()).isEmpty();

        talk.say(gateway.pharmacy, reply("r-2", "On Monday.", asked, "rx-two", "acme-hub"));
        people.awaitAllOut();
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("completed");
        assertThat(types(gateway.hub)).containsExactly("waymark.message.posted");
    }

    @Test
    void a_question_that_nobody_answers_is_reminded_with_its_words() {
        talk.askWhenItShips();
        gateway.clocks.advanceBusiness(Duration.ofHours(13));

        await().until(() -> types(gateway.pharmacy).contains("waymark.task.reminder"));
        JsonObject reminder =
                received(gateway.pharmacy, "waymark.task.reminder").get(0);
        assertThat(reminder.getJsonObject("message").getString("text")).isEqualTo("When does it ship?");
        assertThat(reminder.getJsonObject("task").getString("action")).isEqualTo("answer-message");
    }

    @Test
    void questions_end_with_the_case_and_with_leaving_it() {
        talk.askWhenItShips();
        talk.say("maria", question("m-2", "And you?", "rx-two"));
        people.awaitAllOut();
        assertThat(gateway.hub.put(gateway, CASE, Cases.usual()).status()).isEqualTo(200);
        people.awaitAllOut();
        assertThat(Sql.count(gateway, "task where owner = 'rx-two' and status = 'cancelled'"))
                .isOne();
        assertThat(Sql.count(gateway, "task where owner = 'rx-one' and status = 'received'"))
                .isOne();

        people.report("evt-1", "case.cancelled");
        people.awaitAllOut();
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("cancelled");
        JsonObject told = received(gateway.pharmacy, "waymark.task.cancelled").get(0);
        assertThat(told.getJsonObject("message").getString("text")).isEqualTo("When does it ship?");
    }
}
