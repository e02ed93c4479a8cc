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

class StopEverywhereTest {

    private static final String OUT = "opt_out where channel = 'sms' and until is null";

    private static final List<String> SPELLINGS = List.of(
            "STOP",
            "stop",
            " Stop. ",
            "\u201cSTOP\u201d",
            "STOPALL",
            "Unsubscribe!",
            "cancel",
            "Quit",
            "opt-out",
            "¡ALTO!",
            "parar",
            "ＳＴＯＰ",
            "STÓP",
            "S.T.O.P.");

    @TempDir
    Path folder;

    @Test
    void each_spelling_stops_with_one_confirmation_whatever_a_put_says_and_start_resumes() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            int events = 1;
            for (String spelling : SPELLINGS) {
                int before = people.texts(People.PATIENT).size();
                assertThat(people.write(People.PATIENT, spelling)).as(spelling).isPresent();
                assertThat(people.write(People.PATIENT, spelling)).as(spelling).isEmpty();
                gateway.clocks.advance(Duration.ofDays(1));
                assertThat(gateway.enrol(People.CASE).status()).isEqualTo(200);
                people.report("evt-" + ++events, "prior-auth.info-requested");
                people.awaitAllOut();
                assertThat(people.texts(People.PATIENT)).as(spelling).hasSize(before);

                assertThat(people.write(People.PATIENT, "Start")).isPresent();
                people.report("evt-" + ++events, "prior-auth.info-requested");
                people.awaitAllOut();
                assertThat(people.texts(People.PATIENT)).as(spelling).hasSize(before + 1);
            }
        }
    }

    @Test
    void what_is_held_for_the_number_is_not_sent_in_any_case_whoever_has_it_there() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            JsonObject other = Cases.usual();
            JsonArray roster = other.getJsonArray("people");
            roster.getJsonObject(0).getJsonObject("sms").put("number", "+12025550177");
            roster.getJsonObject(1).getJsonObject("sms").put("number", People.PATIENT);
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1002", other);
            gateway.clocks.advance(Duration.ofHours(12));
            people.report("evt-2", "prior-auth.approved");
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-3",
                            "prior-auth.approved",
                            "orphan-x/C-1002",
                            gateway.clocks.business(),
                            new JsonObject()));
            await().until(() -> Sql.count(gateway, "fanout_due") == 0);
            assertThat(Sql.count(gateway, "outbox where channel = 'sms'")).isEqualTo(4);

            assertThat(people.write(People.PATIENT, "Alto")).isPresent();
            assertThat(Sql.count(gateway, OUT)).isEqualTo(1);
            gateway.clocks.advance(Duration.ofHours(12));
            people.awaitAllOut();
            assertThat(people.texts(People.PATIENT)).hasSize(1);
            assertThat(people.texts("+12025550177")).hasSize(1);
            assertThat(Sql.count(gateway, "notification where channel = 'sms' and reason = 'opted-out'"))
                    .isEqualTo(2);
        }
    }
}
