package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page behind a contact's link shows of a message. */
class ContactReadsMessageTest {

    @TempDir
    Path folder;

    @Test
    void the_button_shows_who_wrote_what_when_on_which_case_and_by_when_an_answer_is_wanted() {
        try (Conversation talk = Conversation.withPharmacy(folder)) {
            Jane jane = new Jane(talk);
            talk.say("maria", Conversation.question("m-1", "When does it ship?\nAnd <b>how</b>?", "rx-one"));
            talk.people.awaitAllOut();
            String link = jane.link();

            Answer before = jane.opens(link);
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.body())
                    .contains("A request from Care Team", "<button")
                    .doesNotContain("ship", "C-1001", "textarea");
            assertThat(audited(talk)).isZero();

            Answer page = jane.presses(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.headers().get("Cache-Control")).isEqualTo("no-store");
            assertThat(page.headers().get("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(page.body())
                    .contains("Care Team", "C-1001", "When does it ship?\nAnd &lt;b&gt;how&lt;/b&gt;?")
                    .contains("Written", "Answer by", "<textarea", "name=\"answer\"")
                    .doesNotContain("<script", "orphan-x", "Ana", "maria", "Maria");
            assertThat(audited(talk)).isOne();
            JsonObject task = talk.tasks(talk.gateway.pharmacy).getJsonObject(0);
            assertThat(task.getString("status")).isEqualTo("accepted");

            talk.gateway.clocks.advance(Duration.ofHours(1));
            assertThat(jane.presses(link).body()).isEqualTo(page.body());
            assertThat(talk.tasks(talk.gateway.pharmacy).getJsonObject(0).getString("acknowledgedAt"))
                    .isEqualTo(task.getString("acknowledgedAt"));
            assertThat(audited(talk)).isEqualTo(2);
        }
    }

    @Test
    void a_partners_message_is_shown_with_its_name_in_the_language_of_the_contact() {
        try (Conversation talk = Conversation.withPharmacy(folder)) {
            Jane jane = new Jane(talk);
            jane.isNow(Jane.contact().put("language", "es"));
            talk.say(talk.gateway.hub, Conversation.message("h-1", "¿Cuándo sale?", "rx-one"));
            talk.people.awaitAllOut();

            assertThat(jane.presses(jane.link()).body())
                    .contains("<html lang=\"es\">", "acme-hub Inc", "¿Cuándo sale?", "Enviar la respuesta")
                    .doesNotContain("Responda antes del");
        }
    }

    @Test
    void the_mail_says_nothing_of_the_message() throws Exception {
        try (Conversation talk = Conversation.withPharmacy(folder)) {
            talk.say(talk.gateway.hub, Conversation.message("h-1", "Her insulin is late", "rx-one"));
            talk.people.awaitAllOut();

            MimeMessage mail = talk.people.mail(Jane.ADDRESS);
            assertThat(mail.getSubject()).isEqualTo("Care Team: a message is waiting for you");
            assertThat((String) mail.getContent()).doesNotContain("insulin", "acme-hub", "C-1001", "orphan-x");
        }
    }

    @Test
    void the_link_of_a_reminder_shows_the_question_too() {
        try (Conversation talk = Conversation.withPharmacy(folder)) {
            Jane jane = new Jane(talk);
            talk.askWhenItShips();
            talk.gateway.clocks.advanceBusiness(Duration.ofHours(25));
            await().until(() -> talk.gateway.smtp.getReceivedMessages().length > 1);
            talk.people.awaitAllOut();

            assertThat(jane.presses(jane.lastLink()).body()).contains("When does it ship?", "<textarea");
        }
    }

    @Test
    void where_a_code_is_asked_for_it_comes_before_the_words_and_what_was_written_is_kept() {
        try (Conversation talk = Conversation.withCodes(folder)) {
            Jane jane = new Jane(talk);
            jane.isNow(Jane.contact().put("sms", "+12025550188"));
            talk.askWhenItShips();
            String link = jane.link();

            assertThat(jane.presses(link).body())
                    .contains("We texted you a code")
                    .doesNotContain("ship");
            String code = code(talk);
            Answer page = talk.people.submit(link, "code=" + code);
            assertThat(page.body()).contains("When does it ship?", "name=\"code\" value=\"" + code + "\"");

            assertThat(jane.answers(link, "On \"Monday\".\nEarly.").body())
                    .contains("name=\"answer\" value=\"On &quot;Monday&quot;.\nEarly.\"")
                    .doesNotContain("ship");
            String answer = Jane.form("On \"Monday\".");
            assertThat(talk.people.submit(link, "code=000000&" + answer).body())
                    .contains("That is not the code", "value=\"On &quot;Monday&quot;.\"");
            assertThat(talk.thread("maria")).hasSize(1);

            assertThat(talk.people.submit(link, "code=" + code + "&" + answer).status())
                    .isEqualTo(200);
            assertThat(talk.thread("maria").getJsonObject(1).getString("text")).isEqualTo("On \"Monday\".");
        }
    }

    @Test
    void where_no_code_can_be_texted_what_was_written_is_shown_as_not_sent() {
        try (Conversation talk = Conversation.withCodes(folder)) {
            Jane jane = new Jane(talk);
            jane.isNow(Jane.contact().put("sms", "+12025550188"));
            talk.askWhenItShips();
            String link = jane.link();

            talk.gateway.provider.answers(one -> new FarSide.Reply(500, ""));
            Answer failed = jane.answers(link, "On \"Monday\".\nEarly.");
            assertThat(failed.status()).isEqualTo(503);
            talk.gateway.provider.answers(one -> FarSide.Reply.OK);
            talk.people.write("+12025550188", "STOP");
            Answer refused = jane.answers(link, "On \"Monday\".\nEarly.");
            assertThat(refused.status()).isEqualTo(403);

            for (Answer page : List.of(failed, refused)) {
                assertThat(page.body())
                        .contains("We cannot text you a code now", "was not sent", "On &quot;Monday&quot;.\nEarly.")
                        .doesNotContain("ship", "C-1001", "name=\"answer\"");
            }
            assertThat(jane.answers(link, " ").body()).doesNotContain("was not sent");
            assertThat(talk.thread("maria")).hasSize(1);
        }
    }

    private static String code(Conversation talk) {
        Matcher digits = Pattern.compile("\\b\\d{6}\\b")
                .matcher(talk.people.texts("+12025550188").get(0));
        assertThat(digits.find()).isTrue();
        return digits.group();
    }

    private static long audited(Conversation talk) {
        return Sql.count(talk.gateway, "audit where reader = 'contact/rx-one/0' and purpose = 'read message'");
    }
}
