package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A link takes no answer to what its partner answered before, though nothing came of that answer yet; what the partner's
 * system says after it is taken.
 */
class OneAnswerToAQuestionTest {

    /** Each is a race of its own. */
    private static final int TIMES = 12;

    /** Nothing is planned while it is held; requests are taken. */
    private static final String NO_PLANS = "select from care_case for no key update";

    /** Requests on the case wait, too. */
    private static final String NOTHING_AT_ALL = "select from care_case for update";

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
    void what_the_partners_system_answered_a_moment_ago_is_not_answered_behind_the_link() {
        String asked = talk.askWhenItShips();
        String link = jane.link();
        holding(NO_PLANS, () -> {
            talk.say(gateway.pharmacy, Conversation.reply("r-1", "On Monday.", asked, "managers"));

            assertAnsweredBefore(jane.answers(link, "On Tuesday."), "On Tuesday.");
            assertThat(jane.presses(link).body())
                    .contains("Your organization has answered")
                    .doesNotContain("<textarea");
        });
        talk.people.awaitAllOut();

        assertThat(texts()).containsExactly("When does it ship?", "On Monday.");
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("completed");
    }

    @Test
    void what_was_answered_behind_one_link_a_moment_ago_is_not_answered_behind_another() {
        talk.askWhenItShips();
        String first = jane.link();
        String reminder = reminderLink();
        holding(NO_PLANS, () -> {
            assertThat(jane.answers(first, "On Monday.").status()).isEqualTo(200);
            assertAnsweredBefore(jane.answers(reminder, "On Tuesday."), "On Tuesday.");
            assertThat(jane.answers(first, "On Monday.").body()).contains("Your answer was sent");
        });
        assertThat(texts()).containsExactly("When does it ship?", "On Monday.");
    }

    @Test
    void the_partners_system_may_say_more_after_the_links_answer() {
        String asked = talk.askWhenItShips();
        holding(NO_PLANS, () -> {
            assertThat(jane.answers(jane.link(), "On Monday.").status()).isEqualTo(200);
            talk.say(gateway.pharmacy, Conversation.reply("r-1", "By courier.", asked, "managers"));
        });
        talk.people.awaitAllOut();

        assertThat(texts()).containsExactly("When does it ship?", "On Monday.", "By courier.");
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("completed");
    }

    @Test
    void a_reply_that_who_asked_is_not_told_is_no_answer_before_it_is_planned_nor_after() {
        String asked = talk.askWhenItShips();
        holding(NO_PLANS, () -> {
            talk.say(gateway.pharmacy, Conversation.reply("r-1", "Do you know?", asked, "rx-two"));
            assertThat(jane.presses(jane.link()).body()).contains("<textarea");
        });
        talk.people.awaitAllOut();

        assertThat(jane.answers(jane.link(), "On Monday.").status()).isEqualTo(200);
        assertThat(texts()).containsExactly("When does it ship?", "Do you know?", "On Monday.");
    }

    @Test
    void a_reply_that_left_the_question_open_is_no_answer_once_who_asked_is_off_the_case() {
        String asked = talk.say(gateway.stranger, Conversation.question("s-1", "When does it ship?", "rx-one"));
        talk.people.awaitAllOut();
        talk.say(gateway.pharmacy, Conversation.reply("r-1", "Shall I say?", asked, "managers"));
        talk.people.awaitAllOut();
        roster(Cases.usual());

        assertThat(jane.answers(jane.link(), "On Monday.").status()).isEqualTo(200);
        talk.people.awaitAllOut();
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("completed");
    }

    @Test
    void what_was_answered_after_it_was_cancelled_is_not_answered_behind_the_link() {
        String asked = talk.askWhenItShips();
        JsonObject without = Cases.usual();
        without.getJsonArray("partners").remove(1);
        roster(without);
        roster(Cases.usual());
        talk.say(gateway.pharmacy, Conversation.reply("r-1", "On Monday.", asked, "managers"));
        talk.people.awaitAllOut();

        assertAnsweredBefore(jane.answers(jane.link(), "On Tuesday."), "On Tuesday.");
        assertThat(texts()).containsExactly("When does it ship?", "On Monday.");
    }

    @Test
    void of_the_link_and_the_system_at_once_the_link_is_taken_only_where_it_is_first() {
        for (int i = 0; i < TIMES; i++) {
            String asked = talk.say("maria", Conversation.question("m-" + i, "Question " + i, "rx-one"));
            talk.people.awaitAllOut();
            String link = jane.lastLink();
            List<Answer> answers = atOnce(
                    later(link, "Link " + i),
                    later(gateway.pharmacy, Conversation.reply("r-" + i, "System " + i, asked, "managers")));
            talk.people.awaitAllOut();

            assertThat(answers.get(1).status()).isEqualTo(202);
            assertThat(texts(" " + i))
                    .containsExactlyElementsOf(
                            answers.get(0).status() == 200
                                    ? List.of("Question " + i, "Link " + i, "System " + i)
                                    : List.of("Question " + i, "System " + i));
            assertThat(answers.get(0).status()).isIn(200, 409);
        }
    }

    @Test
    void of_two_links_to_one_question_at_once_one_is_taken() {
        talk.askWhenItShips();
        String first = jane.link();
        String reminder = reminderLink();
        List<Answer> answers = atOnce(later(first, "On Monday."), later(reminder, "On Tuesday."));

        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 409);
        assertThat(texts()).hasSize(2);
    }

    private static void assertAnsweredBefore(Answer page, String words) {
        assertThat(page.status()).as(page.body()).isEqualTo(409);
        assertThat(page.body()).contains("Your organization has answered", "was not sent", words);
    }

    private String reminderLink() {
        gateway.clocks.advanceBusiness(Duration.ofHours(25));
        await().until(() -> gateway.smtp.getReceivedMessages().length > 1);
        talk.people.awaitAllOut();
        return jane.lastLink();
    }

    private void roster(JsonObject body) {
        assertThat(gateway.hub.put(gateway, Conversation.CASE, body).status()).isEqualTo(200);
        talk.people.awaitAllOut();
    }

    private List<String> texts() {
        return texts("");
    }

    private List<String> texts(String ending) {
        return talk.thread("maria").stream()
                .map(message -> ((JsonObject) message).getString("text"))
                .filter(text -> text.endsWith(ending))
                .toList();
    }

    private void holding(String lock, Runnable deed) {
        try (Connection connection = Sql.connect(gateway.database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(lock);
            deed.run();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Both wait for the case, and are let go together. */
    private List<Answer> atOnce(Supplier<Future<Answer>> one, Supplier<Future<Answer>> other) {
        List<Future<Answer>> sent = new ArrayList<>();
        holding(NOTHING_AT_ALL, () -> {
            sent.add(one.get());
            sent.add(other.get());
            await().until(() -> Sql.count(
                            gateway, "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                    >= 2);
        });
        return Waiting.await(Future.all(sent).map(all -> all.<Answer>list()));
    }

    private Supplier<Future<Answer>> later(String link, String words) {
        return () -> gateway.callLater(
                HttpMethod.POST,
                link,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Optional.of(Buffer.buffer(Jane.form(words))));
    }

    private Supplier<Future<Answer>> later(TestPartner from, JsonObject message) {
        Buffer body = message.toBuffer();
        return () -> gateway.callLater(
                HttpMethod.POST,
                Conversation.THREAD,
                from.signed(gateway, HttpMethod.POST, Conversation.THREAD, "application/json", body),
                Optional.of(body));
    }
}
