package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.scenario.Conversation.CASE;
import static dev.waymark.gateway.scenario.Conversation.message;
import static dev.waymark.gateway.scenario.Conversation.question;
import static dev.waymark.gateway.scenario.Conversation.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which messages are taken, once each, and what is refused. */
class MessagesAreTakenTest {

    @TempDir
    Path folder;

    private Conversation talk;
    private TestGateway gateway;

    @BeforeEach
    void a_case_with_a_hub_and_the_pharmacy() {
        talk = Conversation.withPharmacy(folder);
        gateway = talk.gateway;
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void a_message_is_taken_once_and_the_same_again_is_answered_as_the_first_time() {
        JsonObject question = question("q-1", "When does it ship?", "rx-one");
        Answer first = talk.write(gateway.hub, question);
        gateway.clocks.advance(Duration.ofMinutes(5));
        Answer again = talk.write(gateway.hub, question);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().fieldNames())
                .containsExactlyInAnyOrder("message", "id", "case", "status", "postedAt", "answerBy");
        assertThat(first.json().getInstant("answerBy"))
                .isEqualTo(first.json().getInstant("postedAt").plusSeconds(86_400));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json().put("status", "duplicate"));
        assertThat(talk.thread(gateway.hub)).hasSize(1);
    }

    @Test
    void other_content_under_an_id_is_a_conflict_but_each_writer_has_its_own_ids() {
        talk.write(gateway.hub, message("q-1", "When does it ship?", "rx-one"));

        Answer other = talk.write(gateway.hub, message("q-1", "Does it ship?", "rx-one"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().getString("type")).isEqualTo("urn:waymark:problem:message-conflict");
        assertThat(talk.write(gateway.pharmacy, message("q-1", "Soon.", "acme-hub"))
                        .status())
                .isEqualTo(202);
        assertThat(talk.write("maria", message("q-1", "Thanks.", "acme-hub")).status())
                .isEqualTo(202);
        assertThat(talk.write("sam", message("q-1", "Well done.", "acme-hub")).status())
                .isEqualTo(202);
    }

    @Test
    void whatever_is_wrong_with_a_message_is_told_at_once() {
        JsonObject wrong = new JsonObject()
                .put(
                        "to",
                        new JsonArray()
                                .add("rx-two")
                                .add("acme-hub")
                                .add("managers")
                                .add("managers"))
                .put("text", "")
                .put("inReplyTo", "no-id")
                .put("answerWithin", "PT10S")
                .put("urgent", true);
        Answer refused = talk.write(gateway.hub, wrong);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("errors").stream()
                        .map(fault -> ((JsonObject) fault).getString("pointer")))
                .containsExactlyInAnyOrder(
                        "/id", "/to/0", "/to/1", "/to/3", "/text", "/inReplyTo", "/answerWithin", "/urgent");
        assertThat(talk.write(gateway.hub, message("a", "x".repeat(2_001), "rx-one"))
                        .status())
                .isEqualTo(422);
        assertThat(talk.write(gateway.hub, message("a", "Hello")).status()).isEqualTo(422);
        assertThat(talk.thread(gateway.hub)).isEmpty();
    }

    @Test
    void a_message_in_which_nothing_is_to_be_seen_is_none() {
        for (String blank : List.of(" ", "\r\n", "\u00A0", "\u200B", "\u3000 \u2060\uFEFF", "\uFE0F")) {
            Answer refused = talk.write(gateway.hub, message("a", blank, "rx-one"));

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("/text");
        }
        assertThat(talk.thread(gateway.hub)).isEmpty();
    }

    @Test
    void nobody_answers_a_message_that_they_do_not_see() {
        String asked = talk.say("maria", message("a", "To the hub", "acme-hub"));

        Answer refused = talk.write(gateway.pharmacy, reply("b", "What?", asked, "managers"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("/inReplyTo");
        assertThat(talk.write(gateway.hub, reply("b", "Yes.", asked, "managers"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_disabled_partner_is_not_asked_in_vain() {
        JsonObject disabled = new JsonObject()
                .put("name", "rx-one Inc")
                .put("roles", new JsonArray().add("specialty_pharmacy"))
                .put("programs", new JsonArray().add("orphan-x"))
                .put("disabled", true);
        assertThat(gateway.as("ada").put("/v1/admin/partners/rx-one", disabled).status())
                .isEqualTo(200);

        Answer refused = talk.write(gateway.hub, message("a", "Are you there?", "rx-one"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("/to/0", "disabled");
    }

    @Test
    void what_was_taken_is_answered_the_same_when_the_one_addressed_has_left_the_case() {
        JsonObject question = message("q-1", "When does it ship?", "rx-one");
        Answer first = talk.write(gateway.hub, question);
        JsonObject alone = Cases.usual();
        alone.getJsonArray("partners").remove(1);
        assertThat(gateway.hub.put(gateway, CASE, alone).status()).isEqualTo(200);

        Answer again = talk.write(gateway.hub, question);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json().put("status", "duplicate"));
        assertThat(talk.write(gateway.hub, message("q-1", "Does it ship?", "rx-one"))
                        .status())
                .isEqualTo(409);
        assertThat(talk.write(gateway.hub, message("q-2", "Hello?", "rx-one")).status())
                .isEqualTo(422);
    }

    @Test
    void a_case_takes_so_many_messages_of_a_writer_and_no_more() {
        talk.write(gateway.hub, message("a", "The first", "rx-one"));
        Sql.execute(
                gateway.database,
                "insert into message (case_id, id, author, own_id, digest, recipients, posted_at)"
                        + " select case_id, gen_random_uuid(), author, 'n-' || n, digest, recipients, posted_at"
                        + " from message, generate_series(2, 5000) as n");

        Answer refused = talk.write(gateway.hub, message("b", "One too many", "rx-one"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("messages-limit");
        assertThat(talk.write(gateway.pharmacy, message("b", "May I?", "acme-hub"))
                        .status())
                .as("nobody uses up what others may write")
                .isEqualTo(202);
        assertThat(talk.write(gateway.hub, message("a", "The first", "rx-one")).status())
                .isEqualTo(200);
    }
}
