package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgottenCaseTest {

    private static final String TRACKER = "/v1/programs/orphan-x/cases/C-1001";
    private static final String TIMELINE = TRACKER + "/timeline";
    private static final String FORGET = "/v1/admin/cases/orphan-x/C-1001/forget";
    private static final String INBOX = "/v1/notifications?status=all";

    @TempDir
    Path folder;

    @Test
    void a_forgotten_case_is_for_everybody_as_one_that_does_not_exist() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.PATIENT);
            String unsubscribe = people.linksInMail("ana@example.org").stream()
                    .filter(path -> path.startsWith("/u/"))
                    .findFirst()
                    .orElseThrow();
            gateway.pharmacy.milestone(
                    gateway,
                    gateway.pharmacy.event(
                            "evt-2", "prior-auth.submitted", People.CASE, gateway.clocks.business(), new JsonObject()));
            people.awaitAllOut();
            String measured = measure(gateway);
            assertThat(measured).contains("\"pendingAnswered\":1");

            Command.Result told = forget(gateway, "--yes");
            assertThat(told.exitCode()).as(told.err()).isZero();
            assertThat(told.out()).contains("orphan-x/C-1001 is forgotten since");

            for (boolean again : List.of(false, true)) {
                if (again) {
                    gateway.restart();
                }
                assertThat(gateway.pharmacy.get(gateway, TRACKER).status()).isEqualTo(404);
                assertThat(gateway.hub.get(gateway, TRACKER).status()).isEqualTo(404);
                for (String user : List.of("maria", "sam", "rita")) {
                    Map<String, String> bearer = gateway.signIn(user);
                    assertThat(get(gateway, bearer, TIMELINE).status()).isEqualTo(404);
                }
                Answer cases = get(gateway, gateway.signIn("sam"), "/v1/cases");
                assertThat(cases.status()).isEqualTo(200);
                assertThat(cases.body()).doesNotContain("C-1001");
                assertThat(people.open(link).status()).isEqualTo(404);
                assertThat(people.press(link).status()).isEqualTo(404);
                assertThat(people.open(unsubscribe).status()).isEqualTo(404);
                Answer inbox = gateway.pharmacy.get(gateway, INBOX);
                assertThat(inbox.status()).isEqualTo(200);
                assertThat(inbox.body()).contains("prior-auth.info-requested").doesNotContain("chart notes");
                assertThat(measure(gateway)).isEqualTo(measured);
            }
            Answer known = gateway.hub.put(gateway, TRACKER, Cases.withoutPeople());
            assertThat(known.status()).isEqualTo(409);
            assertThat(known.body()).contains("case-forgotten");
        }
    }

    @Test
    void nothing_that_was_sealed_or_could_find_a_person_is_left_and_opt_outs_are() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            people.press(people.linksInMail("ana@example.org").stream()
                    .filter(path -> path.startsWith("/u/"))
                    .findFirst()
                    .orElseThrow());
            long out = Sql.count(gateway, "opt_out");
            assertThat(out).isPositive();

            forget(gateway, "--yes");

            assertThat(Sql.count(gateway, "data_key where scope like 'case/%'")).isZero();
            assertThat(Sql.count(gateway, "person where sms_hash is not null or email_hash is not null"))
                    .isZero();
            assertThat(Sql.count(gateway, "person where length(details) > 0 or removed_at is null"))
                    .isZero();
            assertThat(Sql.count(gateway, "milestone where content is not null"))
                    .isZero();
            assertThat(Sql.count(
                            gateway,
                            "notification where coalesce(token, unsubscribe_token, rendered, acknowledged_by, address_hash)"
                                    + " is not null"))
                    .isZero();
            assertThat(Sql.count(gateway, "attempt where detail is not null")).isZero();
            assertThat(Sql.count(gateway, "link")).isZero();
            assertThat(Sql.count(gateway, "alert")).isZero();
            assertThat(Sql.count(gateway, "alert_feed")).isZero();
            assertThat(Sql.count(gateway, "opt_out")).isEqualTo(out);
            assertThat(Sql.count(gateway, "audit where reader = 'user/ada' and purpose = 'forget case'"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "care_case where forgotten_by = 'user/ada' and forgotten_at is not null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_was_still_to_be_said_is_left_out_and_what_comes_later_is_parked_without_content() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            gateway.pharmacy.endpoint.answers(received -> new FarSide.Reply(503, ""));
            gateway.enrol(People.CASE);
            people.report("evt-1", "prior-auth.info-requested");
            await().until(() -> Sql.count(gateway, "fanout_due") == 0 && Sql.count(gateway, "outbox") > 0);
            forget(gateway, "--yes");
            gateway.pharmacy.endpoint.answers(received -> FarSide.Reply.OK);
            people.awaitAllOut();
            assertThat(Sql.count(gateway, "notification where state = 'left-out' and reason = 'forgotten'"))
                    .isPositive();
            assertThat(Sql.count(gateway, "notification where state in ('due', 'dead')"))
                    .isZero();

            gateway.restart();
            Answer parked = gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-2",
                            "referral.received",
                            People.CASE,
                            gateway.clocks.business(),
                            new JsonObject().put("note", "Never to be read")));
            assertThat(parked.status()).isEqualTo(202);
            assertThat(parked.json().getString("status")).isEqualTo("parked");
            assertThat(Sql.count(gateway, "milestone where content is not null"))
                    .isZero();
            assertThat(Sql.count(gateway, "data_key where scope like 'case/%'")).isZero();
        }
    }

    @Test
    void what_was_about_to_go_out_when_the_case_was_forgotten_makes_no_key_for_it_again() throws Exception {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            gateway.pharmacy.endpoint.answers(received -> new FarSide.Reply(503, ""));
            gateway.enrol(People.CASE);
            people.report("evt-1", "prior-auth.info-requested");
            await().until(() -> Sql.count(gateway, "attempt where code = 'http-503'") > 0
                    && Sql.count(gateway, "outbox where lease_until is not null or attempts = 0") == 0);
            gateway.restart();
            try (Connection beside = Sql.connect(gateway.database);
                    Statement statement = beside.createStatement()) {
                beside.setAutoCommit(false);
                statement.execute("lock table data_key in access exclusive mode");
                gateway.clocks.advance(Duration.ofMinutes(1));
                await().until(() -> Sql.count(
                                gateway,
                                "pg_stat_activity where wait_event_type = 'Lock' and query like '%from data_key%'")
                        > 0);
                statement.execute("delete from data_key where scope like 'case/%'");
                statement.execute(
                        "update care_case set forgotten_at = now(), partners = '{}', roles = '{}', managers = '{}'");
                beside.commit();
            }
            await().until(() ->
                    Sql.count(gateway, "notification where state = 'left-out' and reason = 'forgotten'") > 0);
            assertThat(Sql.count(gateway, "data_key where scope like 'case/%'")).isZero();
        }
    }

    @Test
    void who_answers_what_was_told_of_it_before_is_answered_and_nothing_is_sealed() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            Answer inbox = gateway.pharmacy.get(gateway, INBOX);
            String answer = "/v1/notifications/"
                    + inbox.json()
                            .getJsonArray("notifications")
                            .getJsonObject(0)
                            .getString("notification") + "/acknowledgment";
            assertThat(forget(gateway, "--yes").exitCode()).isZero();
            gateway.restart();
            for (boolean first : List.of(true, false)) {
                Answer answered = gateway.pharmacy.post(gateway, answer, new JsonObject().put("by", "jane"));
                assertThat(answered.status()).as(answered.body()).isEqualTo(200);
                assertThat(answered.json().getString("by")).isEqualTo(first ? "jane" : null);
            }
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "notification where acknowledged_by is not null"))
                    .isZero();
            assertThat(Sql.count(gateway, "data_key where scope like 'case/%'")).isZero();
        }
    }

    @Test
    void only_administrators_who_mean_it_forget_and_only_what_there_is() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol(People.CASE);
            Command.Result unsure = forget(gateway);
            assertThat(unsure.exitCode()).isEqualTo(2);
            assertThat(unsure.err()).contains("--yes");
            for (String user : List.of("maria", "sam", "oli", "rita")) {
                assertThat(gateway.call(HttpMethod.POST, FORGET, gateway.signIn(user), Optional.empty())
                                .status())
                        .isEqualTo(403);
            }
            assertThat(gateway.call(
                                    HttpMethod.POST,
                                    FORGET.replace("C-1001", "C-9"),
                                    gateway.signIn("ada"),
                                    Optional.empty())
                            .status())
                    .isEqualTo(404);
            assertThat(gateway.hub.get(gateway, TRACKER).status()).isEqualTo(200);
        }
    }

    private static String measure(TestGateway gateway) {
        Answer answer = get(gateway, gateway.signIn("sam"), "/v1/responsiveness");
        return answer.body();
    }

    private static Answer get(TestGateway gateway, Map<String, String> user, String target) {
        return gateway.call(HttpMethod.GET, target, user, Optional.empty());
    }

    private Command.Result forget(TestGateway gateway, String... more) throws IOException {
        Path token = Files.writeString(
                folder.resolve("token"),
                String.valueOf(gateway.signIn("ada").get("Authorization")).replace("Bearer ", ""));
        String[] words = {
            "forget-case", People.CASE, "--url", "http://127.0.0.1:" + gateway.port(), "--token-file", token.toString()
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Command.run(all);
    }
}
