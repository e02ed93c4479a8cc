package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.scenario.Conversation.CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.journey.Journeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a message is told, and what each of them sees of the question in it. */
class MessagesAreToldTest {

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
    void a_question_reaches_the_partners_system_and_its_contact_and_nobody_else() {
        String asked = talk.askWhenItShips();

        JsonObject event = gateway.pharmacy.endpoint.received().get(0).json();
        assertThat(event.getString("type")).isEqualTo("waymark.message.posted");
        JsonObject data = event.getJsonObject("data");
        assertThat(data.getJsonObject("message"))
                .isEqualTo(new JsonObject()
                        .put("message", asked)
                        .put("from", "managers")
                        .put("text", "When does it ship?")
                        .putNull("inReplyTo")
                        .put("answerBy", data.getJsonObject("task").getString("dueAt")));
        assertThat(data.containsKey("milestone")).isTrue();
        assertThat(data.getValue("milestone")).isNull();
        assertThat(data.getJsonObject("task").getString("action")).isEqualTo("answer-message");
        assertThat(data.getJsonObject("task").getInstant("dueAt"))
                .isEqualTo(gateway.clocks.business().plus(Duration.ofHours(24)));

        JsonArray inbox = inbox(gateway.pharmacy);
        assertThat(inbox).hasSize(1);
        assertThat(inbox.getJsonObject(0).getJsonObject("message").getString("text"))
                .isEqualTo("When does it ship?");
        assertThat(people.linksInMail("jane@rx-one.example")).hasSize(1);
        assertThat(gateway.hub.endpoint.received()).isEmpty();
        assertThat(gateway.provider.received()).isEmpty();
        assertThat(gateway.smtp.getReceivedMessages()).hasSize(1);
        assertThat(inbox(gateway.stranger)).isEmpty();
    }

    @Test
    void others_on_the_case_see_nothing_of_a_question_in_the_tracker() {
        talk.askWhenItShips();

        assertThat(talk.tasks(gateway.pharmacy)).hasSize(1);
        assertThat(talk.tasks(gateway.stranger)).isEmpty();
        assertThat(gateway.as("rita")
                        .get("/v1/cases")
                        .json()
                        .getJsonArray("cases")
                        .getJsonObject(0)
                        .getInteger("openTasks"))
                .isEqualTo(1);
        assertThat(gateway.as("maria").get(CASE).json().getJsonArray("tasks")).hasSize(1);
    }

    @Test
    void a_contact_who_reads_a_question_behind_the_link_has_confirmed_it() {
        talk.askWhenItShips();
        String link = people.linksInMail("jane@rx-one.example").get(0);

        Answer page = people.press(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("A message about a case", "C-1001", "Answer by", "When does it ship?");
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("accepted");
    }

    @Test
    void who_works_at_the_pharmacy_reports_on_its_task_and_nobody_elses() {
        talk.askWhenItShips();
        String task = talk.tasks(gateway.pharmacy).getJsonObject(0).getString("task");

        assertThat(gateway.as("maria")
                        .post("/v1/tasks/" + task + "/status", new JsonObject().put("status", "accepted"))
                        .status())
                .isEqualTo(404);
        JsonObject held = new JsonObject().put("status", "on-hold").put("reason", "The line is down");
        Answer reported = gateway.as("rita").post("/v1/tasks/" + task + "/status", held);
        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
        assertThat(reported.json().getString("status")).isEqualTo("on-hold");
    }

    @Test
    void why_a_task_is_on_hold_stands_on_the_timeline_for_managers_and_its_owner() {
        people.report("evt-1", "prior-auth.info-requested");
        people.awaitAllOut();
        String task = talk.tasks(gateway.pharmacy).getJsonObject(0).getString("task");
        gateway.as("rita")
                .post(
                        "/v1/tasks/" + task + "/status",
                        new JsonObject().put("status", "on-hold").put("reason", "The line is down"));

        for (String user : List.of("maria", "rita")) {
            JsonObject shown = gateway.as(user)
                    .get(CASE + "/timeline")
                    .json()
                    .getJsonArray("milestones")
                    .getJsonObject(0)
                    .getJsonArray("tasks")
                    .getJsonObject(0);
            assertThat(shown.getString("reason")).as(user).isEqualTo("The line is down");
        }
        assertThat(talk.tasks(gateway.hub).getJsonObject(0).containsKey("reason"))
                .isFalse();
    }

    @Test
    void managers_see_who_was_told_of_a_message_and_the_drill_down_which_policy_asked() {
        talk.askWhenItShips();

        JsonArray told = talk.thread("maria").getJsonObject(0).getJsonArray("told");
        assertThat(told.stream().map(one -> ((JsonObject) one).getString("recipient")))
                .containsExactlyInAnyOrder("partner/rx-one", "contact/rx-one/0");
        assertThat(talk.thread("rita").getJsonObject(0).containsKey("told")).isFalse();
        assertThat(gateway.as("sam")
                        .get("/v1/responsiveness/tasks")
                        .json()
                        .getJsonArray("tasks")
                        .getJsonObject(0)
                        .getString("policy"))
                .isEqualTo(Journeys.shipped().version());
    }

    private JsonArray inbox(TestPartner partner) {
        return partner.get(gateway, "/v1/notifications?status=all").json().getJsonArray("notifications");
    }
}
