package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner's contact answers a message behind the link of their mail. */
class ContactAnswersMessageTest {

    @TempDir
    Path folder;

    private Conversation talk;
    private TestGateway gateway;
    private Jane jane;

    @BeforeEach
    void a_case_with_a_hub_and_two_pharmacies() {
        talk = Conversation.withBothPharmacies(folder);
        gateway = talk.gateway;
        jane = new Jane(talk);
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void the_answer_goes_to_who_asked_and_completes_the_question() {
        String asked = talk.askWhenItShips();
        AlertsClient maria = new AlertsClient(gateway, "maria");
        gateway.clocks.advanceBusiness(Duration.ofHours(2));

        Answer page = jane.answers(jane.link(), "  On Monday.\r\nEarly. ");
        talk.people.awaitAllOut();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Your answer was sent", "On Monday.\nEarly.", "When does it ship?")
                .doesNotContain("<textarea");
        JsonObject entry = entry(1);
        assertThat(entry.getString("from")).isEqualTo("rx-one");
        assertThat(entry.getString("by")).isEqualTo("contact/rx-one/0");
        assertThat(entry.getJsonArray("to")).isEqualTo(new JsonArray().add("managers"));
        assertThat(entry.getString("text")).isEqualTo("On Monday.\nEarly.");
        assertThat(entry.getString("inReplyTo")).isEqualTo(asked);
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("completed");
        assertThat(talk.tasks(gateway.pharmacy).getJsonObject(0).getInstant("acknowledgedAt"))
                .isEqualTo(gateway.clocks.business());
        assertThat(maria.awaitAlerts(1).get(0).getJsonObject("alert").getString("detail"))
                .isEqualTo("On Monday.\nEarly.");
        assertThat(Sql.text(gateway, "select writer from message where author = 'partner/rx-one'"))
                .isEqualTo("contact/rx-one/0");
    }

    @Test
    void an_answer_sent_again_is_the_same_one_and_other_words_are_not_sent() {
        talk.askWhenItShips();
        String link = jane.link();
        List<Answer> pressed = Waiting.await(
                Future.all(later(link, "On Monday."), later(link, "On Monday.")).map(all -> all.<Answer>list()));

        assertThat(pressed).allSatisfy(page -> assertThat(page.body()).contains("Your answer was sent", "On Monday."));
        assertThat(talk.thread("maria")).hasSize(2);
        Answer other = jane.answers(link, "On Tuesday.");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("On Monday.", "was not sent", "On Tuesday.");
        assertThat(jane.presses(link).body()).contains("Your answer was sent", "On Monday.");
        assertThat(talk.thread("maria")).hasSize(2);
    }

    @Test
    void what_a_partner_wrote_without_a_clock_is_answered_to_that_partner() {
        talk.say(gateway.hub, Conversation.message("h-1", "By the way", "rx-one", "rx-two"));
        talk.people.awaitAllOut();

        assertThat(jane.answers(jane.link(), "Noted.").body()).contains("Your answer was sent", "acme-hub Inc");
        talk.people.awaitAllOut();
        assertThat(entry(1).getJsonArray("to")).isEqualTo(new JsonArray().add("acme-hub"));
        JsonObject told =
                Conversation.received(gateway.hub, "waymark.message.posted").get(0);
        assertThat(told.getJsonObject("message").getString("text")).isEqualTo("Noted.");
    }

    @Test
    void managers_get_the_answer_for_a_partner_that_left_the_case() {
        talk.say(gateway.stranger, Conversation.question("s-1", "Can you take over?", "rx-one"));
        talk.people.awaitAllOut();
        roster(Cases.usual());

        assertThat(jane.presses(jane.link()).body()).contains("rx-two Inc", "Can you take over?");
        assertThat(jane.answers(jane.link(), "Yes.").status()).isEqualTo(200);
        talk.people.awaitAllOut();
        assertThat(entry(1).getJsonArray("to")).isEqualTo(new JsonArray().add("managers"));
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("completed");
    }

    @Test
    void what_the_partner_answered_elsewhere_is_not_answered_again() {
        String asked = talk.askWhenItShips();
        talk.say(gateway.pharmacy, Conversation.reply("r-1", "On Monday.", asked, "managers"));
        talk.people.awaitAllOut();

        Answer page = jane.presses(jane.link());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("When does it ship?", "Your organization has answered")
                .doesNotContain("<textarea");
        Answer late = jane.answers(jane.link(), "On Tuesday.");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Your organization has answered", "was not sent", "On Tuesday.");
        assertThat(talk.thread("maria")).hasSize(2);
    }

    @Test
    void a_closed_case_takes_no_answer() {
        talk.askWhenItShips();
        String link = jane.link();
        talk.people.report("evt-1", "case.cancelled");
        talk.people.awaitAllOut();

        assertThat(jane.presses(link).body()).contains("This case is closed").doesNotContain("<textarea");
        Answer late = jane.answers(link, "On Monday.");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("This case is closed", "was not sent", "On Monday.");
        assertThat(talk.thread("maria")).hasSize(1);
    }

    @Test
    void a_partner_that_left_the_case_reads_nothing_more_and_is_told_so() {
        talk.askWhenItShips();
        JsonObject without = Cases.usual();
        without.getJsonArray("partners").remove(1);
        roster(without);

        assertNoLonger(jane.link());
    }

    @Test
    void a_partner_that_is_disabled_reads_nothing_more_and_is_told_so() {
        talk.askWhenItShips();
        String link = jane.link();
        jane.pharmacyIs(new JsonObject().put("disabled", true));
        await().until(() -> jane.opens(link).status() == 410);

        assertNoLonger(link);
    }

    private void assertNoLonger(String link) {
        for (Answer page : List.of(jane.opens(link), jane.presses(link), jane.answers(link, "On Monday."))) {
            assertThat(page.status()).isEqualTo(410);
            assertThat(page.body())
                    .contains("Your organization", "no longer")
                    .doesNotContain("ship", "C-1001", "<textarea");
        }
        assertThat(jane.answers(link, "On Monday.").body()).contains("was not sent", "On Monday.");
        assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                .isZero();
        assertThat(talk.thread("maria")).hasSize(1);
    }

    @Test
    void an_expired_or_altered_link_takes_no_answer() {
        talk.askWhenItShips();
        String link = jane.link();

        assertThat(jane.answers(link.substring(0, link.length() - 2) + "--", "On Monday.")
                        .status())
                .isEqualTo(404);
        gateway.clocks.advance(Duration.ofDays(30));
        Answer late = jane.answers(link, "On <b>Monday.\nEarly.");
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.body())
                .contains("This link has expired", "was not sent", "On &lt;b&gt;Monday.\nEarly.")
                .doesNotContain("ship", "<textarea", "<form");
        assertThat(jane.presses(link).body()).contains("This link has expired").doesNotContain("was not sent");
        assertThat(Sql.count(gateway, "message")).isOne();
    }

    @Test
    void a_forgotten_case_shows_nothing_and_takes_no_answer() {
        talk.askWhenItShips();
        String link = jane.link();
        assertThat(gateway.as("ada")
                        .post("/v1/admin/cases/orphan-x/C-1001/forget", new JsonObject())
                        .status())
                .isEqualTo(200);

        for (Answer page : List.of(jane.presses(link), jane.answers(link, "On Monday."))) {
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.body()).doesNotContain("ship", "C-1001", "On Monday.");
        }
        assertThat(Sql.count(gateway, "message where text is not null")).isZero();
    }

    @Test
    void the_request_of_a_milestone_takes_no_answer() {
        talk.people.report("evt-1", "prior-auth.info-requested");
        talk.people.awaitAllOut();

        Answer page = jane.answers(jane.link(), "On Monday.");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<textarea", "On Monday.");
        assertThat(talk.thread("maria")).isEmpty();
    }

    private void roster(JsonObject body) {
        assertThat(gateway.hub.put(gateway, Conversation.CASE, body).status()).isEqualTo(200);
        talk.people.awaitAllOut();
    }

    private JsonObject entry(int place) {
        return talk.thread("maria").getJsonObject(place);
    }

    private Future<Answer> later(String link, String words) {
        return gateway.callLater(
                HttpMethod.POST,
                link,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Optional.of(Buffer.buffer(Jane.form(words))));
    }
}
