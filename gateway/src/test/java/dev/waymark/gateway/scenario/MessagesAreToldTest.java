package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.journey.Journeys;
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

/** What becomes of a message: whom it is told, and how a question is answered. */
class MessagesAreToldTest {

    private static final String CASE = "/v1/programs/orphan-x/cases/C-1001";
    private static final String THREAD = CASE + "/messages";

    @TempDir
    Path folder;

    private TestGateway gateway;
    private People people;

    @BeforeEach
    void a_case_with_a_hub_and_a_pharmacy_and_the_other_pharmacy() {
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
    void a_question_reaches_the_partners_system_and_its_contact_and_nobody_else() {
        String asked = ask("PT24H");
        people.awaitAllOut();

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
        ask("PT24H");
        people.awaitAllOut();

        assertThat(tasks(gateway.pharmacy)).hasSize(1);
        assertThat(tasks(gateway.stranger)).isEmpty();
        assertThat(get("/v1/cases", "rita")
                        .getJsonArray("cases")
                        .getJsonObject(0)
                        .getInteger("openTasks"))
                .isEqualTo(1);
        assertThat(get(CASE, "maria").getJsonArray("tasks")).hasSize(1);
    }

    @Test
    void the_reply_of_who_was_asked_completes_the_question_and_is_its_answer() {
        String asked = ask("PT24H");
        people.awaitAllOut();
        AlertsClient maria = new AlertsClient(gateway, "maria");
        gateway.clocks.advanceBusiness(Duration.ofHours(3));
        say(gateway.stranger, message("s-1", "Not I.", "managers"));
        reply(gateway.pharmacy, "r-1", "On Monday.", asked);
        people.awaitAllOut();

        JsonObject task = tasks(gateway.pharmacy).getJsonObject(0);
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
        JsonObject shown = get(THREAD, "maria").getJsonArray("messages").getJsonObject(0);
        assertThat(shown.getJsonArray("tasks").getJsonObject(0).getString("status"))
                .isEqualTo("completed");
    }

    @Test
    void a_reply_to_something_else_leaves_the_question_open() {
        ask("PT24H");
        String other =
                person("maria", message("m-2", "By the way …", "rx-one")).json().getString("message");
        people.awaitAllOut();
        reply(gateway.pharmacy, "r-1", "Thanks.", other);
        people.awaitAllOut();

        assertThat(tasks(gateway.pharmacy)).hasSize(1);
        assertThat(tasks(gateway.pharmacy).getJsonObject(0).getString("status")).isEqualTo("received");
    }

    @Test
    void each_partner_that_is_asked_answers_for_itself_and_partners_ask_each_other() {
        JsonObject question =
                message("h-1", "Who has it in stock?", "rx-one", "rx-two").put("answerWithin", "PT4H");
        String asked = gateway.hub.post(gateway, THREAD, question).json().getString("message");
        people.awaitAllOut();
        say(gateway.stranger, message("s-1", "We have.", "acme-hub").put("inReplyTo", asked));
        people.awaitAllOut();

        assertThat(tasks(gateway.stranger).getJsonObject(0).getString("status")).isEqualTo("completed");
        assertThat(tasks(gateway.pharmacy).getJsonObject(0).getString("status")).isEqualTo("received");
        assertThat(gateway.hub
                        .get(gateway, THREAD)
                        .json()
                        .getJsonArray("messages")
                        .getJsonObject(0)
                        .getJsonArray("tasks"))
                .hasSize(2);
    }

    @Test
    void a_reply_that_who_asked_is_not_told_leaves_the_question_open() {
        JsonObject question = message("h-1", "When does it ship?", "rx-one").put("answerWithin", "PT4H");
        String asked = gateway.hub.post(gateway, THREAD, question).json().getString("message");
        people.awaitAllOut();
        say(gateway.pharmacy, message("r-1", "Do you know?", "rx-two").put("inReplyTo", asked));
        people.awaitAllOut();
        assertThat(tasks(gateway.pharmacy).getJsonObject(0).getString("status")).isEqualTo("received");
        assertThat(gateway.hub.endpoint.received()).isEmpty();

        say(gateway.pharmacy, message("r-2", "On Monday.", "rx-two", "acme-hub").put("inReplyTo", asked));
        people.awaitAllOut();
        assertThat(tasks(gateway.pharmacy).getJsonObject(0).getString("status")).isEqualTo("completed");
        assertThat(types(gateway.hub)).containsExactly("waymark.message.posted");
    }

    @Test
    void a_contact_confirms_a_question_behind_the_link_without_reading_it_there() {
        ask("PT24H");
        people.awaitAllOut();
        String link = people.linksInMail("jane@rx-one.example").get(0);

        Answer page = people.press(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("A message about a case", "C-1001", "Answer by")
                .doesNotContain("ship");
        assertThat(tasks(gateway.pharmacy).getJsonObject(0).getString("status")).isEqualTo("accepted");
    }

    @Test
    void questions_end_with_the_case_and_with_leaving_it() {
        ask("PT24H");
        JsonObject toBoth = message("m-2", "And you?", "rx-two").put("answerWithin", "PT24H");
        person("maria", toBoth);
        people.awaitAllOut();
        assertThat(gateway.hub.put(gateway, CASE, Cases.usual()).status()).isEqualTo(200);
        people.awaitAllOut();
        assertThat(Sql.count(gateway, "task where owner = 'rx-two' and status = 'cancelled'"))
                .isOne();
        assertThat(Sql.count(gateway, "task where owner = 'rx-one' and status = 'received'"))
                .isOne();

        people.report("evt-1", "case.cancelled");
        people.awaitAllOut();
        assertThat(tasks(gateway.pharmacy).getJsonObject(0).getString("status")).isEqualTo("cancelled");
        JsonObject told = gateway.pharmacy.endpoint.received().stream()
                .map(FarSide.Received::json)
                .filter(event -> event.getString("type").equals("waymark.task.cancelled"))
                .findFirst()
                .orElseThrow();
        assertThat(told.getJsonObject("data").getJsonObject("message").getString("text"))
                .isEqualTo("When does it ship?");
    }

    @Test
    void who_works_at_the_pharmacy_reports_on_its_task_and_nobody_elses() {
        ask("PT24H");
        people.awaitAllOut();
        String task = tasks(gateway.pharmacy).getJsonObject(0).getString("task");

        assertThat(post("/v1/tasks/" + task + "/status", "maria", new JsonObject().put("status", "accepted"))
                        .status())
                .isEqualTo(404);
        JsonObject held = new JsonObject().put("status", "on-hold").put("reason", "The line is down");
        Answer reported = post("/v1/tasks/" + task + "/status", "rita", held);
        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
        assertThat(reported.json().getString("status")).isEqualTo("on-hold");
    }

    @Test
    void why_a_task_is_on_hold_stands_on_the_timeline_for_managers_and_its_owner() {
        people.report("evt-1", "prior-auth.info-requested");
        people.awaitAllOut();
        String task = tasks(gateway.pharmacy).getJsonObject(0).getString("task");
        post(
                "/v1/tasks/" + task + "/status",
                "rita",
                new JsonObject().put("status", "on-hold").put("reason", "The line is down"));

        for (String user : List.of("maria", "rita")) {
            JsonObject shown = get(CASE + "/timeline", user)
                    .getJsonArray("milestones")
                    .getJsonObject(0)
                    .getJsonArray("tasks")
                    .getJsonObject(0);
            assertThat(shown.getString("reason")).as(user).isEqualTo("The line is down");
        }
        assertThat(tasks(gateway.hub).getJsonObject(0).containsKey("reason")).isFalse();
    }

    @Test
    void a_question_that_nobody_answers_is_reminded_with_its_words() {
        ask("PT24H");
        people.awaitAllOut();
        gateway.clocks.advanceBusiness(Duration.ofHours(13));

        await().until(() -> types(gateway.pharmacy).contains("waymark.task.reminder"));
        JsonObject reminder = gateway.pharmacy.endpoint.received().stream()
                .map(FarSide.Received::json)
                .filter(event -> event.getString("type").equals("waymark.task.reminder"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
        assertThat(reminder.getJsonObject("message").getString("text")).isEqualTo("When does it ship?");
        assertThat(reminder.getJsonObject("task").getString("action")).isEqualTo("answer-message");
    }

    @Test
    void managers_see_who_was_told_of_a_message_and_the_drill_down_which_policy_asked() {
        ask("PT24H");
        people.awaitAllOut();

        JsonArray told =
                get(THREAD, "maria").getJsonArray("messages").getJsonObject(0).getJsonArray("told");
        assertThat(told.stream().map(one -> ((JsonObject) one).getString("recipient")))
                .containsExactlyInAnyOrder("partner/rx-one", "contact/rx-one/0");
        assertThat(get(THREAD, "rita").getJsonArray("messages").getJsonObject(0).containsKey("told"))
                .isFalse();
        assertThat(get("/v1/responsiveness/tasks", "sam")
                        .getJsonArray("tasks")
                        .getJsonObject(0)
                        .getString("policy"))
                .isEqualTo(Journeys.shipped().version());
    }

    private static List<String> types(TestPartner partner) {
        return partner.endpoint.received().stream()
                .map(received -> received.json().getString("type"))
                .toList();
    }

    private String ask(String within) {
        Answer asked =
                person("maria", message("m-1", "When does it ship?", "rx-one").put("answerWithin", within));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return asked.json().getString("message");
    }

    private void reply(TestPartner from, String id, String text, String to) {
        say(from, message(id, text, "managers").put("inReplyTo", to));
    }

    private void say(TestPartner from, JsonObject message) {
        assertThat(from.post(gateway, THREAD, message).status()).isEqualTo(202);
    }

    private static JsonObject message(String id, String text, String... to) {
        return new JsonObject()
                .put("id", id)
                .put("to", new JsonArray(List.of((Object[]) to)))
                .put("text", text);
    }

    private Answer person(String user, JsonObject message) {
        return post(THREAD, user, message);
    }

    private Answer post(String target, String user, JsonObject body) {
        Map<String, String> headers = new HashMap<>(Signed.in(gateway, user));
        headers.put("Content-Type", "application/json");
        return gateway.call(HttpMethod.POST, target, headers, Optional.of(body.toBuffer()));
    }

    private JsonObject get(String target, String user) {
        return gateway.call(HttpMethod.GET, target, Signed.in(gateway, user), Optional.empty())
                .json();
    }

    private JsonArray tasks(TestPartner partner) {
        return partner.get(gateway, CASE).json().getJsonArray("tasks");
    }

    private JsonArray inbox(TestPartner partner) {
        return partner.get(gateway, "/v1/notifications?status=all").json().getJsonArray("notifications");
    }
}
