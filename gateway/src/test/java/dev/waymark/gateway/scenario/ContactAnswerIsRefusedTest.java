package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a partner's contact writes behind a link and is not sent as it stands: the page says why, and keeps the words. */
class ContactAnswerIsRefusedTest {

    @TempDir
    Path folder;

    private Conversation talk;
    private TestGateway gateway;
    private Jane jane;

    @BeforeEach
    void a_case_with_a_pharmacy() {
        talk = Conversation.withPharmacy(folder);
        gateway = talk.gateway;
        jane = new Jane(talk);
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void an_empty_or_too_long_answer_is_not_sent_and_its_words_are_kept() {
        talk.askWhenItShips();
        String link = jane.link();

        Answer empty = jane.answers(link, " \r\n ");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Write an answer first", "<textarea", "When does it ship?");
        Answer tooLong = jane.answers(link, "<i>" + "ñ".repeat(1_998));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.body()).contains("2,001", "&lt;i&gt;" + "ñ".repeat(1_998) + "</textarea>");
        assertThat(talk.thread("maria")).hasSize(1);

        assertThat(jane.answers(link, "ñ".repeat(2_000)).status()).isEqualTo(200);
        assertThat(talk.thread("maria")).hasSize(2);
    }

    @Test
    void an_answer_in_which_nothing_is_to_be_seen_is_an_empty_one() {
        talk.askWhenItShips();
        String link = jane.link();

        for (String blank : List.of("\u00A0", "\u200B", "\u3000 \u2060\uFEFF", "\u2800\n\u3164", "\uFE0F", "\u0000")) {
            Answer empty = jane.answers(link, blank);
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.body()).contains("Write an answer first", "<textarea");
        }
        assertThat(talk.thread("maria")).hasSize(1);

        String newer = Character.toString(0x1FAE1);
        assertThat(jane.answers(link, newer).status()).isEqualTo(200);
        assertThat(answer().getString("text")).isEqualTo(newer);
    }

    @Test
    void an_answer_that_is_no_utf_8_is_not_taken_and_the_link_still_takes_one() {
        talk.askWhenItShips();
        String link = jane.link();

        for (String form : List.of("answer=caf%E9", "answer=a%ED%A0%80b")) {
            Answer refused = talk.people.submit(link, form);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("body-malformed", "this is not UTF-8");
        }
        Answer latin = gateway.call(
                HttpMethod.POST,
                link,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=iso-8859-1"),
                Optional.of(Buffer.buffer("answer=caf%E9")));
        assertThat(latin.status()).isEqualTo(415);
        assertThat(talk.thread("maria")).hasSize(1);
        assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                .isZero();

        assertThat(jane.answers(link, "café").body()).contains("Your answer was sent", "café");
        assertThat(answer().getString("text")).isEqualTo("café");
    }

    @Test
    void an_answer_with_a_character_that_is_no_text_is_not_sent_and_its_words_are_kept_without_it() {
        talk.askWhenItShips();
        String link = jane.link();

        Answer refused = jane.answers(link, "On\u0000<Monday>.");
        assertPage(refused, 422);
        assertThat(refused.body())
                .contains("Nothing was sent", "U+0000", "When does it ship?", ">On &lt;Monday&gt;.</textarea>");
        assertThat(talk.thread("maria")).hasSize(1);

        assertThat(jane.answers(link, "On <Monday>.").body()).contains("Your answer was sent");
        assertThat(answer().getString("text")).isEqualTo("On <Monday>.");
    }

    @Test
    void a_form_that_is_too_large_is_answered_by_a_page_in_the_language_of_its_reader() {
        jane.isNow(Jane.contact().put("language", "es"));
        talk.askWhenItShips();
        String link = jane.link();

        for (int letters : List.of(70_000, 2_000_000)) {
            Answer refused = jane.answers(link, "x".repeat(letters));
            assertPage(refused, 413);
            assertThat(refused.body())
                    .contains("<html lang=\"es\">", "No se envió nada", "2.000", "(800) 555-0100")
                    .doesNotContain("ship", "C-1001", "xxx", "<form");
        }
        assertThat(talk.thread("maria")).hasSize(1);
        assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                .isZero();
        assertPage(jane.answers("/a/" + "x".repeat(22), "x".repeat(70_000)), 404);
        assertThat(talk.write("maria", Conversation.message("m-2", "x".repeat(2_000_000), "rx-one"))
                        .body())
                .contains("body-too-large");
    }

    @Test
    void an_answer_beyond_what_the_case_takes_of_the_partner_is_not_sent_and_its_words_are_kept() {
        talk.askWhenItShips();
        Sql.execute(
                gateway.database,
                "insert into message (case_id, id, author, own_id, digest, recipients, posted_at)"
                        + " select case_id, gen_random_uuid(), 'partner/rx-one', 'n-' || n, digest, recipients, posted_at"
                        + " from message, generate_series(1, 5000) as n");
        String link = jane.link();

        Answer refused = jane.answers(link, "On <Monday>.");
        assertPage(refused, 409);
        assertThat(refused.body())
                .contains("Nothing was sent", "no more messages", "When does it ship?")
                .contains("On &lt;Monday&gt;.</textarea>");
        assertThat(Sql.count(gateway, "message")).isEqualTo(5_001);
        assertThat(talk.taskStatus(gateway.pharmacy)).isEqualTo("accepted");
    }

    private static void assertPage(Answer page, int status) {
        assertThat(page.status()).as(page.body()).isEqualTo(status);
        assertThat(page.headers().get("Content-Type")).startsWith("text/html");
        assertThat(page.headers().get("Cache-Control")).isEqualTo("no-store");
    }

    private JsonObject answer() {
        return talk.thread("maria").getJsonObject(1);
    }
}
