package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Strings in every place where people's own words, names and addresses may stand, and what was answered to wrong ones. */
final class Planted {

    private static final String CASE = "orphan-x/C-1001";
    private static final String CASE_PATH = "/v1/programs/orphan-x/cases/C-1001";
    private static final String PATIENT = "2025550187";
    private static final String CAREGIVER = "2025550197";

    /** What was taken, and must stand sealed in the database. */
    final Set<String> kept = new LinkedHashSet<>();

    /** What was refused, or is never written as it is, and must stand nowhere. */
    final Set<String> refused = new LinkedHashSet<>();

    /** The whole of each answer that was an error: headers and body. */
    final List<String> errors = new ArrayList<>();

    private final TestGateway gateway;

    Planted(TestGateway gateway) {
        this.gateway = gateway;
    }

    private String keep(String planted) {
        kept.add(planted);
        return planted;
    }

    private String refuse(String planted) {
        refused.add(planted);
        return planted;
    }

    void plant() {
        gateway.provider.answers(text -> new FarSide.Reply(500, keep("Qz1provider-body")));
        gateway.pharmacy.endpoint.answers(webhook -> new FarSide.Reply(503, keep("Qz2webhook-body")));
        partner();
        assertThat(gateway.hub.put(gateway, CASE_PATH, people()).status()).isEqualTo(201);
        assertThat(event(gateway.hub, "evt-1", CASE, words("Qz3note", "Qz4attribute"))
                        .status())
                .isEqualTo(202);
        assertThat(event(gateway.stranger, "evt-2", "orphan-x/C-7777", words("Qz5parked-note", "Qz6parked-attribute"))
                        .status())
                .isEqualTo(202);
        await().until(() -> Sql.count(gateway, "attempt where detail is not null") >= 3);
        gateway.pharmacy.endpoint.answers(webhook -> FarSide.Reply.OK);
        gateway.provider.answers(text -> FarSide.Reply.OK);
        gateway.clocks.advance(Duration.ofSeconds(30));
        await().until(() -> Sql.count(gateway, "outbox") == 0);
        conversation();
        links();
        replies();
        statuses();
        alerts();
        answers();
        wrongs();
    }

    /** Whoever has the token of a link reads what is behind it. */
    private void links() {
        People people = new People(gateway);
        for (FarSide.Received text : gateway.provider.received()) {
            String token = keep(text.json().getString("text").replaceAll("(?s).*/a/([\\w-]{22}).*", "$1"));
            assertThat(people.open("/a/" + token).status()).isEqualTo(200);
            assertThat(people.press("/a/" + token).status()).isEqualTo(200);
        }
        for (MimeMessage mail : gateway.smtp.getReceivedMessages()) {
            for (String link : People.links(mail)) {
                keep(link.substring("/a/".length()));
                assertThat(people.open(link).status()).isEqualTo(200);
                assertThat(people.press(link).status()).isEqualTo(200);
            }
        }
        error(people.press("/a/" + refuse("Qz39-no-token-of-ours-")), 404);
    }

    /** The hub asks, and the pharmacy's contact answers behind the link. */
    private void conversation() {
        People people = new People(gateway);
        JsonObject question = new JsonObject()
                .put("id", "m-1")
                .put("to", new JsonArray().add("rx-one"))
                .put("text", keep("Qz49question"))
                .put("answerWithin", "PT4H");
        assertThat(gateway.hub.post(gateway, CASE_PATH + "/messages", question).status())
                .isEqualTo(202);
        people.awaitAllOut();
        String link = people.newestLinkInMail("qz9contact@rx-one.example");
        assertThat(people.press(link).body()).contains("Qz49question");
        error(people.submit(link, "answer=" + refuse("Qz50too-long") + "x".repeat(70_000)), 413);
        assertThat(people.submit(link, "answer=" + keep("Qz52answer")).status()).isEqualTo(200);
        assertThat(people.submit(link, "answer=" + refuse("Qz53other-answer")).status())
                .isEqualTo(409);
        people.awaitAllOut();
    }

    /** From a number that is written to, and from one that is not. */
    private void replies() {
        People people = new People(gateway);
        assertThat(people.write("+1" + PATIENT, keep("Qz40reply ¿cuándo?"))).isPresent();
        assertThat(people.write("+1" + CAREGIVER, keep("Qz41reply"))).isPresent();
        assertThat(people.write("+1" + CAREGIVER, "OK")).isPresent();
        assertThat(people.write("+1" + refuse("2025550167"), refuse("Qz42stranger")))
                .isEmpty();
        error(people.textsIn("SM-bad", "+1" + PATIENT, refuse("Qz43") + "\0"), 422);
    }

    private void statuses() {
        String path = "/v1/sms/main/status";
        JsonObject failed = new JsonObject()
                .put("id", gateway.provider.received().get(0).json().getString("id"))
                .put("status", "failed")
                .put("error", keep("Qz44carrier-error"));
        assertThat(gateway.providerCalls(path, "CB-1", failed).status()).isEqualTo(200);
        error(gateway.providerCalls(path, "CB-2", failed.copy().put("status", refuse("Qz45status"))), 422);
        error(
                gateway.providerCalls(
                        path,
                        "CB-3",
                        failed.copy().put("id", new UUID(1, 2).toString()).put("error", refuse("Qz46error"))),
                404);
    }

    /** A manager answers the alert of each reply over the socket. */
    private void alerts() {
        AlertsClient maria = new AlertsClient(gateway, "maria");
        await().until(() -> maria.of("alert").stream()
                        .filter(frame ->
                                frame.getJsonObject("alert").getString("kind").equals("reply"))
                        .count()
                == 2);
        String alert = maria.of("alert").get(0).getJsonObject("alert").getString("alert");
        maria.send(new JsonObject().put("type", "ack").put("alert", alert).put("note", keep("Qz47alert-note")));
        maria.await("acked", 1);
        maria.send(new JsonObject().put("type", "ack").put("alert", alert).put("why", refuse("Qz48member")));
        errors.add(maria.await("error", 1).toString());
        gateway.signIn("sam").values().forEach(bearer -> refuse(bearer.substring("Bearer ".length())));
    }

    private JsonObject words(String note, String attribute) {
        return new JsonObject()
                .put("note", keep(note))
                .put("attributes", new JsonObject().put("payer", keep(attribute)));
    }

    private Answer event(TestPartner from, String id, String caseRef, JsonObject data) {
        return from.milestone(
                gateway, from.event(id, "prior-auth.info-requested", caseRef, gateway.clocks.business(), data));
    }

    private void partner() {
        String key = refuse("Qz7webhook-secret-of-thirty-and-more");
        String written = keep(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
        JsonObject contact = new JsonObject()
                .put("name", keep("Qz8contact-name"))
                .put("email", keep("qz9contact@rx-one.example"))
                .put("sms", "+1" + keep("2025550177"))
                .put("language", "en")
                .put("timeZone", "America/New_York");
        JsonObject partner = new JsonObject()
                .put("name", "Rx One")
                .put("roles", new JsonArray().add("specialty_pharmacy"))
                .put("programs", new JsonArray().add("orphan-x"))
                .put(
                        "webhook",
                        new JsonObject()
                                .put("url", gateway.pharmacy.endpoint.url("/hooks"))
                                .put("secret", "whsec_" + written))
                .put("contacts", new JsonArray().add(contact));
        assertThat(byAdmin(partner).status()).isEqualTo(200);
        contact.put("email", refuse("qz10@@contact"));
        error(byAdmin(partner), 422);
    }

    private Answer byAdmin(JsonObject partner) {
        return json(HttpMethod.PUT, "/v1/admin/partners/rx-one", gateway.signIn("ada"), partner);
    }

    private Answer json(HttpMethod method, String target, Map<String, String> headers, JsonObject body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return gateway.call(method, target, all, Optional.of(body.toBuffer()));
    }

    private JsonObject people() {
        JsonObject body = Cases.usual();
        JsonObject patient = body.getJsonArray("people").getJsonObject(0).put("name", keep("Qz11 patient Ñandú"));
        patient.getJsonObject("sms").put("number", "+1" + keep(PATIENT));
        patient.getJsonObject("email").put("address", keep("qz12patient@example.org"));
        keep("20:47\",\"until\":\"08:13");
        patient.put("quietHours", new JsonObject().put("from", "20:47").put("until", "08:13"));
        JsonObject caregiver = body.getJsonArray("people").getJsonObject(1).put("name", keep("Qz13caregiver"));
        caregiver.getJsonObject("sms").put("number", "+1" + keep(CAREGIVER));
        return body;
    }

    private void answers() {
        JsonObject asked = gateway.pharmacy
                .get(gateway, "/v1/notifications")
                .json()
                .getJsonArray("notifications")
                .getJsonObject(0);
        String status = "/v1/tasks/" + asked.getJsonObject("task").getString("task") + "/status";
        String acknowledgment = "/v1/notifications/" + asked.getString("notification") + "/acknowledgment";
        JsonObject hold = new JsonObject().put("status", "on-hold").put("reason", keep("Qz14reason"));
        assertThat(gateway.pharmacy.post(gateway, status, hold).status()).isEqualTo(200);
        JsonObject words = new JsonObject().put("by", keep("Qz15by")).put("note", keep("Qz16ack-note"));
        assertThat(gateway.pharmacy.post(gateway, acknowledgment, words).status())
                .isEqualTo(200);

        error(
                gateway.pharmacy.post(gateway, status, hold.copy().put("reason", refuse("Qz17") + "x".repeat(2_000))),
                422);
        error(gateway.pharmacy.post(gateway, status, hold.copy().put("status", refuse("Qz18status"))), 422);
        error(gateway.pharmacy.post(gateway, acknowledgment, words.copy().put("note", refuse("Qz19") + "\0")), 422);
        error(gateway.pharmacy.post(gateway, acknowledgment, words.copy().put("by", 7)), 422);
        error(gateway.stranger.post(gateway, acknowledgment, words.copy().put("by", refuse("Qz20by"))), 404);
    }

    private void wrongs() {
        Sql.execute(gateway.database, "alter table milestone add constraint bad check (event_id <> 'evt-bad')");
        error(event(gateway.hub, "evt-bad", CASE, new JsonObject().put("note", refuse("Qz21note"))), 422);
        error(event(gateway.hub, "evt-1", CASE, new JsonObject().put("note", refuse("Qz22other"))), 409);
        error(event(gateway.hub, "evt-3", CASE, new JsonObject().put("note", refuse("Qz23") + "x".repeat(2_000))), 422);
        error(event(gateway.hub, "evt-3", CASE, new JsonObject().put("reason", refuse("Qz24 REASON"))), 422);
        error(event(gateway.hub, "evt-3", CASE, new JsonObject().put("attributes", refuse("Qz25attributes"))), 422);
        error(event(gateway.hub, "evt-3", "other/C-1", new JsonObject().put("note", refuse("Qz26note"))), 403);
        raw("{\"specversion\":\"1.0\",\"data\":{\"note\":\"" + refuse("Qz27cut"), 400);
        raw("{\"data\":{\"note\":\"" + refuse("Qz28twice") + "\",\"note\":\"" + refuse("Qz29again") + "\"}}", 400);
        tampered();
        person("name", refuse("Qz30") + "\u0000");
        person("language", refuse("Qz31language"));
        person("timeZone", refuse("Qz32/zone"));
        person(
                "sms",
                new JsonObject().put("number", "+1" + refuse("999555018755")).put("consent", true));
        person("email", new JsonObject().put("address", refuse("qz33@@example")).put("consent", true));
        person("quietHours", new JsonObject().put("from", refuse("Qz34:00")).put("until", "08:00"));
        error(gateway.pharmacy.get(gateway, "/v1/notifications?status=" + refuse("Qz35status")), 422);
        error(
                json(
                        HttpMethod.POST,
                        "/v1/sessions",
                        Map.of(),
                        new JsonObject().put("user", refuse("Qz36user")).put("password", refuse("Qz37password"))),
                401);
    }

    private void person(String member, Object value) {
        JsonObject body = people();
        body.getJsonArray("people").getJsonObject(0).put(member, value);
        error(gateway.hub.put(gateway, CASE_PATH, body), 422);
    }

    private void raw(String body, int status) {
        Buffer bytes = Buffer.buffer(body);
        String type = "application/cloudevents+json";
        Map<String, String> headers = gateway.hub.signed(gateway, HttpMethod.POST, "/v1/milestones", type, bytes);
        error(gateway.call(HttpMethod.POST, "/v1/milestones", headers, Optional.of(bytes)), status);
    }

    private void tampered() {
        String type = "application/cloudevents+json";
        Map<String, String> headers =
                gateway.hub.signed(gateway, HttpMethod.POST, "/v1/milestones", type, Buffer.buffer("{}"));
        Buffer other = Buffer.buffer("{\"note\":\"" + refuse("Qz38tampered") + "\"}");
        error(gateway.call(HttpMethod.POST, "/v1/milestones", headers, Optional.of(other)), 401);
    }

    private void error(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        errors.add(answer.headers() + "\n" + answer.body());
    }
}
