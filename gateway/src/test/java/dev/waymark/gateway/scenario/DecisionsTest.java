package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionsTest {

    @TempDir
    Path folder;

    @Test
    void a_text_held_over_the_night_says_until_when_and_once_it_went_that_it_said_no_more_than_that_there_is_news() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol(People.CASE);
            gateway.clocks.advance(Duration.ofHours(12));
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            await().until(() ->
                    Sql.count(gateway, "fanout_due") == 0 && Sql.count(gateway, "outbox where channel <> 'sms'") == 0);

            String id = text(gateway, "person/patient");
            JsonObject held = seen(gateway, "maria", id);
            assertThat(held.getString("outcome")).isEqualTo("held");
            assertThat(held.getString("reason")).isEqualTo("quiet-hours");
            assertThat(held.getString("why")).contains("from 08:00 until before 21:00");
            assertThat(held.getString("heldUntil"))
                    .isEqualTo(held.getString("nextAt"))
                    .matches("2026-03-12T12:0[0-9]:[0-9.]+Z");
            assertThat(held.getJsonObject("recipient"))
                    .isEqualTo(new JsonObject()
                            .put("kind", "person")
                            .put("relation", "patient")
                            .put("person", "patient")
                            .put("name", "Ana Diaz"));
            assertThat(held.getString("language")).isEqualTo("es");
            assertThat(held.getJsonObject("lane").getString("lane")).isEqualTo("sms/main");
            assertThat(held.getJsonObject("lane").getString("state")).isEqualTo("open");
            assertThat(held.getJsonArray("attempts")).isEmpty();
            assertThat(opened(gateway, "user/maria", "person.details%")).isEqualTo(1);

            gateway.clocks.advanceBusiness(Duration.ofHours(10));
            await().until(() -> gateway.provider.received().size() == 2 && Sql.count(gateway, "outbox") == 0);
            JsonObject sent = seen(gateway, "maria", id);
            assertThat(sent.getString("outcome")).isEqualTo("minimised");
            assertThat(sent.getString("reason")).isEqualTo("sent");
            assertThat(sent.getString("content")).isEqualTo("minimal");
            assertThat(sent.getBoolean("encrypted")).isFalse();
            assertThat(sent.getString("language")).isEqualTo("es");
            assertThat(sent.getValue("heldUntil")).isNull();
            assertThat(sent.getValue("lane")).isNull();
            JsonObject attempt = sent.getJsonArray("attempts").getJsonObject(0);
            assertThat(attempt.getInteger("n")).isEqualTo(1);
            assertThat(attempt.getString("outcome")).isEqualTo("accepted");
            assertThat(attempt.getString("code")).isEqualTo("http-200");
        }
    }

    @Test
    void an_operator_sees_codes_and_attempts_and_neither_persons_nor_what_the_far_side_wrote() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.provider.answers(one -> new FarSide.Reply(503, "Ana Diaz is on hold"));
            gateway.enrol(People.CASE);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            LaneRest.await(gateway);

            String id = text(gateway, "person/patient");
            JsonObject operators = seen(gateway, "oli", id);
            assertThat(operators.getString("outcome")).isEqualTo("due");
            assertThat(operators.getJsonObject("recipient"))
                    .isEqualTo(new JsonObject().put("kind", "person").put("relation", "patient"));
            assertThat(operators.fieldNames()).doesNotContain("language");
            JsonObject attempt = operators.getJsonArray("attempts").getJsonObject(0);
            assertThat(attempt.getString("code")).isEqualTo("http-503");
            assertThat(attempt.getString("why")).isEqualTo("The far side answered that it failed (HTTP 503).");
            assertThat(attempt.getString("nextAt")).isGreaterThan(attempt.getString("at"));
            assertThat(attempt.fieldNames()).doesNotContain("words");
            assertThat(operators.encode()).doesNotContain("Ana", "Diaz");
            assertThat(opened(gateway, "user/oli", "%")).isZero();

            JsonObject managers = seen(gateway, "sam", id);
            assertThat(managers.getJsonArray("attempts").getJsonObject(0).getString("words"))
                    .isEqualTo("Ana Diaz is on hold");
            assertThat(opened(gateway, "user/sam", "attempt.detail%")).isEqualTo(1);
        }
    }

    @Test
    void what_is_not_sent_says_why() {
        try (TestGateway gateway = new TestGateway(folder)) {
            JsonObject body = Cases.usual();
            body.getJsonArray("people").getJsonObject(0).getJsonObject("sms").put("consent", false);
            body.getJsonArray("people").getJsonObject(1).put("authorized", false);
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", body);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            new People(gateway).awaitAllOut();

            JsonObject patient = seen(gateway, "maria", text(gateway, "person/patient"));
            assertThat(patient.getString("outcome")).isEqualTo("left-out");
            assertThat(patient.getString("why")).isEqualTo("The recipient has not consented to this channel.");
            JsonObject caregiver = seen(gateway, "maria", text(gateway, "person/caregiver"));
            assertThat(caregiver.getString("reason")).isEqualTo("not-authorized");
            assertThat(messages(gateway).stream()
                            .filter(one -> one.getString("recipient").equals("person/caregiver"))
                            .map(one -> one.getString("why")))
                    .containsExactly("The patient has not authorized this caregiver to be told.");
        }
    }

    @Test
    void a_partner_gets_its_own_as_its_inbox_shows_it_and_nobody_elses() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            JsonObject listed = gateway.pharmacy
                    .get(gateway, "/v1/notifications?status=all")
                    .json()
                    .getJsonArray("notifications")
                    .getJsonObject(0);
            String own = "/v1/notifications/" + listed.getString("notification");
            assertThat(gateway.pharmacy.get(gateway, own).json()).isEqualTo(listed);
            assertThat(get(gateway, "rita", own).json()).isEqualTo(listed);
            assertThat(gateway.hub.get(gateway, own).status()).isEqualTo(404);
            assertThat(gateway.stranger.get(gateway, own).status()).isEqualTo(404);
            String patients = "/v1/notifications/" + text(gateway, "person/patient");
            assertThat(gateway.pharmacy.get(gateway, patients).status()).isEqualTo(404);
            assertThat(get(gateway, "rita", patients).status()).isEqualTo(404);

            JsonObject decided = get(gateway, "maria", own).json();
            assertThat(decided.getString("outcome")).isEqualTo("sent");
            assertThat(decided.getString("content")).isEqualTo("full");
            assertThat(decided.getValue("language")).isNull();
            assertThat(decided.getJsonObject("recipient"))
                    .isEqualTo(new JsonObject().put("kind", "partner").put("partner", "rx-one"));
        }
    }

    private static JsonObject seen(TestGateway gateway, String user, String id) {
        Answer answer = get(gateway, user, "/v1/notifications/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Answer get(TestGateway gateway, String user, String target) {
        return gateway.as(user).get(target);
    }

    /** The notification that goes to this recipient by text, or was left out. */
    private static String text(TestGateway gateway, String recipient) {
        return messages(gateway).stream()
                .filter(one -> one.getString("recipient").equals(recipient)
                        && one.getString("channel").equals("sms"))
                .map(one -> one.getString("notification"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> messages(TestGateway gateway) {
        JsonArray milestones = gateway.as("maria")
                .get("/v1/programs/orphan-x/cases/C-1001/timeline")
                .json()
                .getJsonArray("milestones");
        return milestones.stream()
                .flatMap(one -> ((JsonObject) one).getJsonArray("messages").stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    private static long opened(TestGateway gateway, String who, String cells) {
        return Sql.count(
                gateway,
                "audit where purpose = 'show message' and reader = '" + who + "' and cell like '" + cells + "'");
    }
}
