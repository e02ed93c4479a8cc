package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersApiTest {

    private static final String ALL = "/v1/dead-letters";

    @TempDir
    Path folder;

    private Map<String, String> operator = Map.of();
    private Instant signedIn = Instant.EPOCH;

    @Test
    void operators_list_look_at_and_send_again_what_was_set_aside_and_it_is_on_record_who_did() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolled(gateway);
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(404, "no hooks here"));
            reported(gateway, 1);
            untilDead(gateway, 1);

            JsonObject listed = get(gateway, ALL).json();
            assertThat(listed.getValue("next")).isNull();
            JsonObject letter = listed.getJsonArray("deadLetters").getJsonObject(0);
            assertThat(letter.getString("lane")).isEqualTo("webhook/rx-one");
            assertThat(letter.getString("reason")).isEqualTo("http-404");
            assertThat(letter.getString("why")).isEqualTo("There is nothing at the far side's address (HTTP 404).");
            assertThat(letter.getString("case")).isEqualTo(People.CASE);
            assertThat(letter.getInteger("attempts")).isEqualTo(4);
            String one = ALL + "/" + letter.getString("notification");
            JsonObject shown = get(gateway, one).json();
            assertThat(shown.getString("outcome")).isEqualTo("dead");
            assertThat(shown.getJsonArray("attempts")).hasSize(4);
            assertThat(shown.encode()).doesNotContain("no hooks here");
            assertThat(alerts(gateway)).isEqualTo(1);

            assertThat(post(gateway, one + "/resend").json().getBoolean("resent"))
                    .isTrue();
            assertThat(post(gateway, one + "/resend").json().getBoolean("resent"))
                    .isFalse();
            assertThat(get(gateway, one).status()).isEqualTo(404);
            assertThat(recorded(gateway, "user/oli")).isEqualTo(1);
            untilDead(gateway, 1);
            assertThat(alerts(gateway)).as("it failed again").isEqualTo(2);
            assertThat(get(gateway, one).json().getInteger("sentAgain")).isEqualTo(1);

            gateway.pharmacy.endpoint.answers(any -> FarSide.Reply.OK);
            assertThat(post(gateway, one + "/resend").json().getBoolean("resent"))
                    .isTrue();
            await().until(() -> gateway.pharmacy.endpoint.accepted().size() == 1);
            LaneRest.await(gateway);
            assertThat(post(gateway, one + "/resend").json().getBoolean("resent"))
                    .isFalse();
            assertThat(gateway.pharmacy.endpoint.received().stream()
                            .map(FarSide.Received::id)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void what_is_not_true_any_more_is_left_out_when_it_is_sent_again() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolled(gateway);
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(404, ""));
            reported(gateway, 1);
            untilDead(gateway, 1);
            String id = get(gateway, ALL)
                    .json()
                    .getJsonArray("deadLetters")
                    .getJsonObject(0)
                    .getString("notification");
            Answer acknowledged = gateway.pharmacy.post(
                    gateway,
                    "/v1/notifications/" + id + "/acknowledgment",
                    new JsonObject().put("by", "jane@rx-one.example"));
            assertThat(acknowledged.status()).as(acknowledged.body()).isEqualTo(200);

            assertThat(post(gateway, ALL + "/" + id + "/resend").json().getBoolean("resent"))
                    .isTrue();
            LaneRest.await(gateway);
            assertThat(gateway.pharmacy.endpoint.accepted()).isEmpty();
            assertThat(Sql.count(gateway, "notification where state = 'left-out' and reason = 'acknowledged'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void pages_go_on_where_the_last_one_ended_and_a_filter_sends_again_what_it_matches_and_was_dead_by_then() {
        try (TestGateway gateway = new TestGateway(folder)) {
            enrolled(gateway);
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(404, ""));
            reported(gateway, 5);
            untilDead(gateway, 5);

            List<String> walked = new ArrayList<>();
            String next = "";
            do {
                JsonObject page = get(gateway, ALL + "?limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                        .json();
                page.getJsonArray("deadLetters")
                        .forEach(letter -> walked.add(((JsonObject) letter).getString("notification")));
                next = page.getString("next");
            } while (next != null);
            assertThat(walked).hasSize(5).doesNotHaveDuplicates();
            assertThat(listed(gateway, "?lane=webhook/rx-one&reason=http-404&program=orphan-x"))
                    .isEqualTo(5);
            assertThat(listed(gateway, "?lane=webhook/acme-hub")).isZero();
            assertThat(listed(gateway, "?reason=http-410")).isZero();
            assertThat(listed(gateway, "?program=orphan-y")).isZero();

            JsonObject before = resend(
                    gateway, new JsonObject().put("lane", "webhook/rx-one").put("until", "2026-01-01T00:00:00Z"));
            assertThat(before.getInteger("resent")).isZero();
            gateway.pharmacy.endpoint.answers(any -> FarSide.Reply.OK);
            JsonObject done = resend(gateway, new JsonObject().put("reason", "http-404"));
            assertThat(done.getInteger("resent")).isEqualTo(5);
            assertThat(done.getBoolean("more")).isFalse();
            assertThat(resend(gateway, new JsonObject().put("all", true)).getInteger("resent"))
                    .isZero();
            await().until(() -> gateway.pharmacy.endpoint.accepted().size() == 5);
            assertThat(new HashSet<>(walked))
                    .isEqualTo(new HashSet<>(gateway.pharmacy.endpoint.accepted().stream()
                            .map(FarSide.Received::id)
                            .toList()));
            assertThat(recorded(gateway, "user/oli")).isEqualTo(5);
        }
    }

    @Test
    void faulty_questions_are_refused_with_what_is_wrong_with_them() {
        try (TestGateway gateway = new TestGateway(folder)) {
            assertThat(get(gateway, ALL + "?limit=0").json().getString("detail"))
                    .contains("/limit", "1 to 1000");
            assertThat(get(gateway, ALL + "?after=yesterday").json().getString("detail"))
                    .contains("/after", "what next said");
            assertThat(get(gateway, ALL + "?lanes=email").json().getString("detail"))
                    .contains("is not a parameter");
            assertThat(get(gateway, ALL + "/no-id").status()).isEqualTo(404);
            assertThat(post(gateway, ALL + "/01a20000-0000-7000-8000-000000000003/resend")
                            .status())
                    .isEqualTo(404);
            Answer nothing = post(gateway, ALL + "/resend", new JsonObject());
            assertThat(nothing.status()).isEqualTo(422);
            assertThat(nothing.json().getString("detail")).contains("one of lane, reason and program");
            assertThat(post(gateway, ALL + "/resend", new JsonObject().put("all", "yes"))
                            .status())
                    .isEqualTo(422);
        }
    }

    private static void enrolled(TestGateway gateway) {
        gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
    }

    private static void reported(TestGateway gateway, int times) {
        for (int i = 1; i <= times; i++) {
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-" + i, "referral.received", People.CASE, gateway.clocks.business(), new JsonObject()));
        }
    }

    private static void untilDead(TestGateway gateway, int messages) {
        for (int i = 0; i < 12 && dead(gateway) < messages; i++) {
            LaneRest.await(gateway);
            gateway.clocks.advance(Duration.ofMinutes(73));
        }
        await().until(() -> dead(gateway) == messages);
    }

    private static long dead(TestGateway gateway) {
        return Sql.count(gateway, "notification where state = 'dead'");
    }

    private static long alerts(TestGateway gateway) {
        return Sql.count(gateway, "alert where kind = 'delivery-failed'");
    }

    private static long recorded(TestGateway gateway, String who) {
        return Sql.count(
                gateway,
                "audit where purpose = 'send dead letter again' and reader = '" + who
                        + "' and scope like 'case/%' and cell like 'notification.state/%'");
    }

    private int listed(TestGateway gateway, String query) {
        return get(gateway, ALL + query).json().getJsonArray("deadLetters").size();
    }

    private JsonObject resend(TestGateway gateway, JsonObject body) {
        Answer answer = post(gateway, ALL + "/resend", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Signed in anew where the time that was moved ended the session. */
    private Map<String, String> operator(TestGateway gateway) {
        if (signedIn.isBefore(gateway.now())) {
            operator = gateway.signIn("oli");
            signedIn = gateway.now();
        }
        return operator;
    }

    private Answer get(TestGateway gateway, String target) {
        return gateway.call(HttpMethod.GET, target, operator(gateway), Optional.empty());
    }

    private Answer post(TestGateway gateway, String target) {
        return gateway.call(HttpMethod.POST, target, operator(gateway), Optional.empty());
    }

    private Answer post(TestGateway gateway, String target, JsonObject body) {
        Map<String, String> headers = new HashMap<>(operator(gateway));
        headers.put("Content-Type", "application/json");
        return gateway.call(HttpMethod.POST, target, headers, Optional.of(Buffer.buffer(body.encode())));
    }
}
