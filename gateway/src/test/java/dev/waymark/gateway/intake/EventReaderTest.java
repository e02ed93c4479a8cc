package dev.waymark.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.StrictJson;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final Instant NOW = ManualClocks.START;

    @Test
    void the_event_of_the_protocol_is_read() {
        Event event = read(json -> json.put("correctionof", "evt-000122"));

        assertThat(event.id()).isEqualTo(new EventId(Events.HUB.partner(), "evt-1"));
        assertThat(event.subject()).isEqualTo(CaseRef.of("orphan-x/C-1001"));
        assertThat(event.code()).isEqualTo(new MilestoneCode("prior-auth.info-requested"));
        assertThat(event.time()).isEqualTo(NOW.minusSeconds(3_600));
        assertThat(event.reason()).contains("clinical-documentation");
        assertThat(event.corrects()).contains(new EventId(Events.HUB.partner(), "evt-000122"));
        assertThat(event.content().orElseThrow().toJsonObject())
                .isEqualTo(new JsonObject()
                        .put("note", "Payer asks for chart notes")
                        .put("attributes", new JsonObject().put("payer", "Example Health")));
        assertThat(event.toString()).doesNotContain("chart");
    }

    @Test
    void data_and_its_members_may_be_absent() {
        assertThat(read(json -> json.remove("data")).content()).isEmpty();
        assertThat(read(json -> json.put("data", new JsonObject())).content()).isEmpty();
        assertThat(read(json -> json.remove("datacontenttype")).content()).isPresent();
    }

    @Test
    void a_member_of_the_envelope_that_is_null_is_absent() {
        Event event = read(
                json -> json.putNull("correctionof").putNull("datacontenttype").putNull("traceparent"));

        assertThat(event.corrects()).isEmpty();
        assertThat(event.digest())
                .isEqualTo(read(json -> json.remove("datacontenttype")).digest());
    }

    @Test
    void extension_attributes_are_kept() {
        Event event = read(json -> json.put("traceparent", "00-ab")
                .put("attempt", 2)
                .put("urgent", true)
                .put("dataschema", "urn:x"));

        assertThat(event.content().orElseThrow().toJsonObject().getJsonObject("extensions"))
                .isEqualTo(new JsonObject()
                        .put("traceparent", "00-ab")
                        .put("attempt", 2)
                        .put("urgent", true)
                        .put("dataschema", "urn:x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/partners/rx-one", "/partners/acme-hub/", "acme-hub", ""})
    void another_source_than_the_signers_is_refused(String source) {
        assertThat(refused(json -> json.put("source", source)).code()).isEqualTo("source-mismatch");
        assertThat(refused(json -> json.put("source", source)).status()).isEqualTo(403);
    }

    @Test
    void a_program_that_is_not_the_signers_is_refused_before_the_content_is_looked_at() {
        Problem problem = refused(json -> json.put("subject", "other-y/C-1").put("time", "yesterday"));

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.code()).isEqualTo("not-in-program");
        assertThat(problem.toJson())
                .isEqualTo(refused(json -> json.put("subject", "no-such/C-1")).toJson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"waymark.milestone.prior-auth.info-request", "waymark.milestone.", "com.example.thing", ""})
    void an_unknown_milestone_is_answered_with_the_nearest_ones(String type) {
        Problem problem = refused(json -> json.put("type", type));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("unknown-milestone");
        assertThat(pointers(problem)).containsExactly("/type");
        if (type.contains("info-request")) {
            assertThat(problem.detail()).contains("the nearest are prior-auth.info-requested, ");
        }
    }

    @Test
    void a_partners_own_codes_are_refused_for_now() {
        Problem problem = refused(json -> json.put("type", "waymark.partner-status"));

        assertThat(problem.code()).isEqualTo("invalid");
        assertThat(problem.detail()).contains("not in this version yet");
    }

    @Test
    void time_is_from_ten_years_ago_to_a_day_ahead() {
        read(json -> json.put("time", "2016-03-11T15:00:00Z"));
        read(json -> json.put("time", "2026-03-12T15:00:00Z"));

        assertFault("/time", json -> json.put("time", "2016-03-11T14:59:59.999Z"));
        assertFault("/time", json -> json.put("time", "2026-03-12T15:00:00.001Z"));
        assertFault("/time", json -> json.put("time", "2026-03-11"));
        assertFault("/time", json -> json.put("time", 1));
    }

    @ParameterizedTest
    @CsvSource({"specversion", "id", "source", "type", "subject", "time"})
    void what_is_required_is_named_where_it_is_missing(String member) {
        assertFault("/" + member, json -> json.remove(member));
    }

    @Test
    void every_rule_of_the_content_is_told_with_its_pointer() {
        assertFault("/specversion", json -> json.put("specversion", "0.3"));
        assertFault("/id", json -> json.put("id", ""));
        assertFault("/id", json -> json.put("id", "x".repeat(129)));
        assertFault("/id", json -> json.put("id", "with space"));
        assertFault("/subject", json -> json.put("subject", "orphan-x"));
        assertFault("/subject", json -> json.put("subject", "orphan-x/a/b"));
        assertFault("/subject", json -> json.put("subject", "orphan-x/."));
        assertFault("/subject", json -> json.put("subject", "orphan-x/.."));
        assertFault("/datacontenttype", json -> json.put("datacontenttype", "text/plain"));
        assertFault("/data_base64", json -> json.put("data_base64", "e30="));
        assertFault("/data", json -> json.put("data", "text"));
        assertFault("/data/note", json -> data(json).put("note", "n".repeat(2_001)));
        assertFault("/data/note", json -> data(json).putNull("note"));
        assertFault("/data/note", json -> data(json).put("note", "a\u0000b"));
        assertFault("/data/reason", json -> data(json).put("reason", "Not A Code"));
        assertFault("/data/code", json -> data(json).put("code", "P1"));
        assertFault("/data/attributes/n", json -> data(json).put("attributes", new JsonObject().put("n", 1)));
        assertFault("/data/attributes", json -> data(json).put("attributes", new JsonArray()));
        assertFault("/correctionof", json -> json.put("correctionof", ""));
        assertFault("/Trace-Parent", json -> json.put("Trace-Parent", "x"));
        assertFault("/trace", json -> json.put("trace", new JsonObject()));
        assertFault("", json -> json.put("trace", "x".repeat(16 * 1024)));
    }

    @Test
    void a_note_has_two_thousand_characters_however_wide() {
        read(json -> data(json).put("note", "\ud83d\ude00".repeat(2_000)));
        assertFault("/data/note", json -> data(json).put("note", "\ud83d\ude00".repeat(2_001)));
    }

    @Test
    void attributes_have_sixteen_kibibytes_in_all() {
        read(json -> data(json).put("attributes", new JsonObject().put("k", "v".repeat(16 * 1024 - 1))));
        assertFault("/data/attributes", json -> data(json)
                .put("attributes", new JsonObject().put("k", "v".repeat(16 * 1024))));
        assertFault("/data/attributes", json -> data(json)
                .put("attributes", new JsonObject().put("k", "é".repeat(8 * 1024))));
    }

    @Test
    void all_faults_are_told_at_once() {
        Problem problem = refused(json -> {
            json.put("time", "soon").put("type", "waymark.partner-status");
            data(json).put("reason", "Not A Code").put("extra", 1);
        });

        assertThat(pointers(problem)).containsExactlyInAnyOrder("/time", "/type", "/data/reason", "/data/extra");
    }

    @Test
    void what_is_no_object_is_no_event() {
        Problem problem = catchThrowableOfType(Problem.class, () -> new EventReader(UnaryOperator.identity())
                .read(StrictJson.tree(Buffer.buffer("[]")), Events.HUB, NOW, Events.JOURNEY));

        assertThat(problem.code()).isEqualTo("invalid");
    }

    private static JsonObject data(JsonObject json) {
        return json.getJsonObject("data");
    }

    private static JsonObject with(Consumer<JsonObject> change) {
        JsonObject json = Events.json(Events.HUB, "evt-1", "orphan-x/C-1001");
        change.accept(json);
        return json;
    }

    private static Event read(Consumer<JsonObject> change) {
        return Events.read(Events.HUB, with(change));
    }

    private static Problem refused(Consumer<JsonObject> change) {
        return catchThrowableOfType(Problem.class, () -> read(change));
    }

    private static void assertFault(String pointer, Consumer<JsonObject> change) {
        Problem problem = refused(change);
        assertThat(problem).as("a fault at %s", pointer).isNotNull();
        assertThat(problem.code()).isEqualTo("invalid");
        assertThat(pointers(problem)).containsExactly(pointer);
    }

    private static List<String> pointers(Problem problem) {
        return problem.toJson().getJsonArray("errors").stream()
                .map(fault -> ((JsonObject) fault).getString("pointer"))
                .toList();
    }
}
