package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partners and managers of a case write to each other: who may, what is taken, and who reads it. */
class MessagesTest {

    private static final String THREAD = "/v1/programs/orphan-x/cases/C-1001/messages";

    @TempDir
    Path folder;

    private TestGateway gateway;

    @BeforeEach
    void a_case_with_a_hub_and_a_pharmacy() {
        gateway = new TestGateway(folder);
        gateway.enrol("orphan-x/C-1001");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_message_is_taken_once_and_the_same_again_is_answered_as_the_first_time() {
        JsonObject question = message("q-1", "When does it ship?", "rx-one").put("answerWithin", "PT24H");
        Answer first = gateway.hub.post(gateway, THREAD, question);
        gateway.clocks.advance(Duration.ofMinutes(5));
        Answer again = gateway.hub.post(gateway, THREAD, question);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().fieldNames())
                .containsExactlyInAnyOrder("message", "id", "case", "status", "postedAt", "answerBy");
        assertThat(first.json().getInstant("answerBy"))
                .isEqualTo(first.json().getInstant("postedAt").plusSeconds(86_400));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json().put("status", "duplicate"));
        assertThat(thread(gateway.hub)).hasSize(1);
    }

    @Test
    void other_content_under_an_id_is_a_conflict_but_each_writer_has_its_own_ids() {
        gateway.hub.post(gateway, THREAD, message("q-1", "When does it ship?", "rx-one"));

        Answer other = gateway.hub.post(gateway, THREAD, message("q-1", "Does it ship?", "rx-one"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().getString("type")).isEqualTo("urn:waymark:problem:message-conflict");
        assertThat(gateway.pharmacy
                        .post(gateway, THREAD, message("q-1", "Soon.", "acme-hub"))
                        .status())
                .isEqualTo(202);
        assertThat(person("maria", message("q-1", "Thanks.", "acme-hub")).status())
                .isEqualTo(202);
        assertThat(person("sam", message("q-1", "Well done.", "acme-hub")).status())
                .isEqualTo(202);
    }

    @Test
    void the_thread_shows_each_what_it_wrote_and_what_was_addressed_to_it_and_managers_all() {
        gateway.hub.post(gateway, THREAD, message("a", "To the pharmacy", "rx-one"));
        gateway.hub.post(gateway, THREAD, message("b", "To the managers", "managers"));
        person("maria", message("c", "To the hub", "acme-hub"));
        person("rita", message("d", "From the desk of the pharmacy", "managers"));

        assertThat(texts(thread(gateway.pharmacy))).containsExactly("To the pharmacy", "From the desk of the pharmacy");
        assertThat(texts(thread(gateway.hub))).containsExactly("To the pharmacy", "To the managers", "To the hub");
        assertThat(texts(thread("maria")))
                .containsExactly("To the pharmacy", "To the managers", "To the hub", "From the desk of the pharmacy");
        assertThat(thread("rita")).isEqualTo(thread(gateway.pharmacy));
        JsonObject toHub = thread(gateway.hub).getJsonObject(2);
        assertThat(toHub.getString("from")).isEqualTo("managers");
        assertThat(toHub.containsKey("by")).isFalse();
        assertThat(thread("maria").getJsonObject(2).getString("by")).isEqualTo("maria");
        assertThat(thread("maria").getJsonObject(3).getString("by")).isEqualTo("rita");
        assertThat(thread("maria").getJsonObject(3).getString("from")).isEqualTo("rx-one");
    }

    @Test
    void who_is_not_on_the_case_learns_nothing_of_it() {
        gateway.hub.post(gateway, THREAD, message("a", "To the pharmacy", "rx-one"));

        assertThat(gateway.stranger.get(gateway, THREAD).status()).isEqualTo(404);
        assertThat(gateway.stranger
                        .post(gateway, THREAD, message("b", "Hello", "acme-hub"))
                        .status())
                .isEqualTo(404);
        assertThat(gateway.hub.get(gateway, THREAD.replace("C-1001", "C-1002")).status())
                .isEqualTo(404);
        for (String user : List.of("oli", "ada")) {
            assertThat(gateway.call(HttpMethod.GET, THREAD, Signed.in(gateway, user), Optional.empty())
                            .status())
                    .as(user)
                    .isEqualTo(404);
            assertThat(person(user, message("c", "Hello", "acme-hub")).status())
                    .as(user)
                    .isEqualTo(404);
        }
        assertThat(gateway.call(HttpMethod.GET, THREAD, Map.of(), Optional.empty())
                        .status())
                .isEqualTo(401);
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
        Answer refused = gateway.hub.post(gateway, THREAD, wrong);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("errors").stream()
                        .map(fault -> ((JsonObject) fault).getString("pointer")))
                .containsExactlyInAnyOrder(
                        "/id", "/to/0", "/to/1", "/to/3", "/text", "/inReplyTo", "/answerWithin", "/urgent");
        assertThat(gateway.hub
                        .post(gateway, THREAD, message("a", "x".repeat(2_001), "rx-one"))
                        .status())
                .isEqualTo(422);
        assertThat(gateway.hub.post(gateway, THREAD, message("a", "Hello")).status())
                .isEqualTo(422);
        assertThat(thread(gateway.hub)).isEmpty();
    }

    @Test
    void nobody_answers_a_message_that_they_do_not_see() {
        String asked =
                person("maria", message("a", "To the hub", "acme-hub")).json().getString("message");

        Answer refused = gateway.pharmacy.post(
                gateway, THREAD, message("b", "What?", "managers").put("inReplyTo", asked));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("/inReplyTo");
        assertThat(gateway.hub
                        .post(gateway, THREAD, message("b", "Yes.", "managers").put("inReplyTo", asked))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void the_text_stands_sealed_and_each_reading_of_it_is_on_record() {
        gateway.hub.post(gateway, THREAD, message("a", "Plain words", "rx-one"));
        assertThat(Sql.count(gateway, "message where encode(text, 'escape') like '%Plain%'"))
                .isZero();

        long before = Sql.count(gateway, "audit where purpose = 'read messages'");
        thread("rita");
        assertThat(Sql.count(gateway, "audit where purpose = 'read messages' and reader = 'user/rita'"))
                .isEqualTo(before + 1);
    }

    @Test
    void a_forgotten_case_keeps_no_word_of_its_messages() {
        gateway.hub.post(gateway, THREAD, message("a", "Plain words", "rx-one"));
        assertThat(post("/v1/admin/cases/orphan-x/C-1001/forget", "ada", new JsonObject())
                        .status())
                .isEqualTo(200);

        assertThat(Sql.count(gateway, "message where text is not null")).isZero();
        assertThat(gateway.hub.get(gateway, THREAD).status()).isEqualTo(404);
        assertThat(gateway.hub
                        .post(gateway, THREAD, message("b", "More", "rx-one"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_disabled_partner_is_not_asked_in_vain() {
        JsonObject disabled = new JsonObject()
                .put("name", "rx-one Inc")
                .put("roles", new JsonArray().add("specialty_pharmacy"))
                .put("programs", new JsonArray().add("orphan-x"))
                .put("disabled", true);
        Map<String, String> headers = new HashMap<>(Signed.in(gateway, "ada"));
        headers.put("Content-Type", "application/json");
        assertThat(gateway.call(HttpMethod.PUT, "/v1/admin/partners/rx-one", headers, Optional.of(disabled.toBuffer()))
                        .status())
                .isEqualTo(200);

        Answer refused = gateway.hub.post(gateway, THREAD, message("a", "Are you there?", "rx-one"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("/to/0", "disabled");
    }

    @Test
    void what_was_taken_is_answered_the_same_when_the_one_addressed_has_left_the_case() {
        JsonObject question = message("q-1", "When does it ship?", "rx-one");
        Answer first = gateway.hub.post(gateway, THREAD, question);
        JsonObject alone = Cases.usual();
        alone.getJsonArray("partners").remove(1);
        assertThat(gateway.hub
                        .put(gateway, THREAD.replace("/messages", ""), alone)
                        .status())
                .isEqualTo(200);

        Answer again = gateway.hub.post(gateway, THREAD, question);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json().put("status", "duplicate"));
        assertThat(gateway.hub
                        .post(gateway, THREAD, message("q-1", "Does it ship?", "rx-one"))
                        .status())
                .isEqualTo(409);
        assertThat(gateway.hub
                        .post(gateway, THREAD, message("q-2", "Hello?", "rx-one"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_thread_is_read_page_by_page() {
        for (int n = 0; n < 5; n++) {
            gateway.hub.post(gateway, THREAD, message("n-" + n, "Text " + n, n == 2 ? "managers" : "rx-one"));
        }
        JsonObject first = gateway.pharmacy.get(gateway, THREAD + "?limit=3").json();
        assertThat(texts(first.getJsonArray("messages"))).containsExactly("Text 0", "Text 1", "Text 3");
        JsonObject last = gateway.pharmacy
                .get(gateway, THREAD + "?limit=3&after=" + first.getString("next"))
                .json();
        assertThat(texts(last.getJsonArray("messages"))).containsExactly("Text 4");
        assertThat(last.getValue("next")).isNull();
        String unseen = thread(gateway.hub).getJsonObject(2).getString("message");
        for (String wrong :
                List.of("limit=0", "limit=1001", "after=x", "before=x", "limit=1&limit=2", "after=" + unseen)) {
            assertThat(gateway.pharmacy.get(gateway, THREAD + "?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void a_case_takes_so_many_messages_of_a_writer_and_no_more() {
        gateway.hub.post(gateway, THREAD, message("a", "The first", "rx-one"));
        Sql.execute(
                gateway.database,
                "insert into message (case_id, id, author, own_id, digest, recipients, posted_at)"
                        + " select case_id, gen_random_uuid(), author, 'n-' || n, digest, recipients, posted_at"
                        + " from message, generate_series(2, 5000) as n");

        Answer refused = gateway.hub.post(gateway, THREAD, message("b", "One too many", "rx-one"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("messages-limit");
        assertThat(gateway.pharmacy
                        .post(gateway, THREAD, message("b", "May I?", "acme-hub"))
                        .status())
                .as("nobody uses up what others may write")
                .isEqualTo(202);
        assertThat(gateway.hub
                        .post(gateway, THREAD, message("a", "The first", "rx-one"))
                        .status())
                .isEqualTo(200);
    }

    private static JsonObject message(String id, String text, String... to) {
        return new JsonObject()
                .put("id", id)
                .put("to", new JsonArray(List.of((Object[]) to)))
                .put("text", text);
    }

    private Answer person(String user, JsonObject message) {
        return post(THREAD, user, message);
    }

    private Answer post(String target, String user, JsonObject body) {
        Map<String, String> headers = new HashMap<>(Signed.in(gateway, user));
        headers.put("Content-Type", "application/json");
        return gateway.call(HttpMethod.POST, target, headers, Optional.of(body.toBuffer()));
    }

    private JsonArray thread(TestPartner partner) {
        Answer answer = partner.get(gateway, THREAD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("messages");
    }

    private JsonArray thread(String user) {
        return gateway.call(HttpMethod.GET, THREAD, Signed.in(gateway, user), Optional.empty())
                .json()
                .getJsonArray("messages");
    }

    private static List<String> texts(JsonArray thread) {
        return thread.stream().map(one -> ((JsonObject) one).getString("text")).toList();
    }
}
