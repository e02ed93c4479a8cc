package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.scenario.Conversation.THREAD;
import static dev.waymark.gateway.scenario.Conversation.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads what partners and managers of a case write to each other. */
class MessagesAreReadTest {

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
    void the_thread_shows_each_what_it_wrote_and_what_was_addressed_to_it_and_managers_all() {
        talk.write(gateway.hub, message("a", "To the pharmacy", "rx-one"));
        talk.write(gateway.hub, message("b", "To the managers", "managers"));
        talk.write("maria", message("c", "To the hub", "acme-hub"));
        talk.write("rita", message("d", "From the desk of the pharmacy", "managers"));

        assertThat(texts(talk.thread(gateway.pharmacy)))
                .containsExactly("To the pharmacy", "From the desk of the pharmacy");
        assertThat(texts(talk.thread(gateway.hub))).containsExactly("To the pharmacy", "To the managers", "To the hub");
        assertThat(texts(talk.thread("maria")))
                .containsExactly("To the pharmacy", "To the managers", "To the hub", "From the desk of the pharmacy");
        assertThat(talk.thread("rita")).isEqualTo(talk.thread(gateway.pharmacy));
        JsonObject toHub = talk.thread(gateway.hub).getJsonObject(2);
        assertThat(toHub.getString("from")).isEqualTo("managers");
        assertThat(toHub.containsKey("by")).isFalse();
        assertThat(talk.thread("maria").getJsonObject(2).getString("by")).isEqualTo("maria");
        assertThat(talk.thread("maria").getJsonObject(3).getString("by")).isEqualTo("rita");
        assertThat(talk.thread("maria").getJsonObject(3).getString("from")).isEqualTo("rx-one");
    }

    @Test
    void who_is_not_on_the_case_learns_nothing_of_it() {
        talk.write(gateway.hub, message("a", "To the pharmacy", "rx-one"));

        assertThat(gateway.stranger.get(gateway, THREAD).status()).isEqualTo(404);
        assertThat(talk.write(gateway.stranger, message("b", "Hello", "acme-hub"))
                        .status())
                .isEqualTo(404);
        assertThat(gateway.hub.get(gateway, THREAD.replace("C-1001", "C-1002")).status())
                .isEqualTo(404);
        for (String user : List.of("oli", "ada")) {
            assertThat(gateway.as(user).get(THREAD).status()).as(user).isEqualTo(404);
            assertThat(talk.write(user, message("c", "Hello", "acme-hub")).status())
                    .as(user)
                    .isEqualTo(404);
        }
        assertThat(gateway.call(HttpMethod.GET, THREAD, Map.of(), Optional.empty())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_text_stands_sealed_and_each_reading_of_it_is_on_record() {
        talk.write(gateway.hub, message("a", "Plain words", "rx-one"));
        assertThat(Sql.count(gateway, "message where encode(text, 'escape') like '%Plain%'"))
                .isZero();

        long before = Sql.count(gateway, "audit where purpose = 'read messages'");
        talk.thread("rita");
        assertThat(Sql.count(gateway, "audit where purpose = 'read messages' and reader = 'user/rita'"))
                .isEqualTo(before + 1);
    }

    @Test
    void a_forgotten_case_keeps_no_word_of_its_messages() {
        talk.write(gateway.hub, message("a", "Plain words", "rx-one"));
        assertThat(gateway.as("ada")
                        .post("/v1/admin/cases/orphan-x/C-1001/forget", new JsonObject())
                        .status())
                .isEqualTo(200);

        assertThat(Sql.count(gateway, "message where text is not null")).isZero();
        assertThat(gateway.hub.get(gateway, THREAD).status()).isEqualTo(404);
        assertThat(talk.write(gateway.hub, message("b", "More", "rx-one")).status())
                .isEqualTo(404);
    }

    @Test
    void a_thread_is_read_page_by_page() {
        for (int n = 0; n < 5; n++) {
            talk.write(gateway.hub, message("n-" + n, "Text " + n, n == 2 ? "managers" : "rx-one"));
        }
        JsonObject first = gateway.pharmacy.get(gateway, THREAD + "?limit=3").json();
        assertThat(texts(first.getJsonArray("messages"))).containsExactly("Text 0", "Text 1", "Text 3");
        JsonObject last = gateway.pharmacy
                .get(gateway, THREAD + "?limit=3&after=" + first.getString("next"))
                .json();
        assertThat(texts(last.getJsonArray("messages"))).containsExactly("Text 4");
        assertThat(last.getValue("next")).isNull();
        String unseen = talk.thread(gateway.hub).getJsonObject(2).getString("message");
        for (String wrong :
                List.of("limit=0", "limit=1001", "after=x", "before=x", "limit=1&limit=2", "after=" + unseen)) {
            assertThat(gateway.pharmacy.get(gateway, THREAD + "?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    private static List<String> texts(JsonArray thread) {
        return thread.stream().map(one -> ((JsonObject) one).getString("text")).toList();
    }
}
