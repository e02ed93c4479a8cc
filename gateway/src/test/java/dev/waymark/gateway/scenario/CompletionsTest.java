package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Milestones that answer requests: early, late, in one batch with them, and corrected. */
class CompletionsTest {

    private static final String CASE = "orphan-x/C-1001";
    private static final int PAIRS = 12;
    private static final String PATH = "/v1/programs/orphan-x/cases/C-1001";

    @TempDir
    Path folder;

    private TestGateway gateway;

    @BeforeEach
    void a_case() {
        gateway = new TestGateway(folder);
        gateway.hub.put(gateway, PATH, Cases.withoutPeople());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void what_was_done_before_it_is_asked_is_not_asked() {
        Instant asked = gateway.now().minus(Duration.ofHours(5));
        post(gateway.pharmacy, "rx-1", "prior-auth.submitted", asked.plus(Duration.ofHours(2)));
        post(gateway.hub, "evt-1", "prior-auth.info-requested", asked);

        assertThat(tasks()).isEmpty();
        assertThat(gateway.pharmacy.endpoint.received()).isEmpty();
    }

    @Test
    void an_answer_that_was_given_before_the_question_answers_it_not() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        post(gateway.pharmacy, "rx-1", "prior-auth.submitted", gateway.now().minus(Duration.ofHours(2)));

        assertThat(tasks()).containsExactly("provide-information rx-one received");
    }

    @Test
    void a_correction_answers_like_what_it_replaces_would_have() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        post(gateway.pharmacy, "rx-1", "fulfillment.on-hold", gateway.now().plusMillis(1));
        correct(gateway.pharmacy, "rx-2", "rx-1", "prior-auth.submitted");

        assertThat(tasks())
                .containsExactlyInAnyOrder("provide-information rx-one completed", "resolve-hold rx-one cancelled");
    }

    @Test
    void what_was_answered_by_mistake_is_asked_anew_with_a_clock_of_its_own() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        gateway.clocks.advance(Duration.ofHours(2));
        post(gateway.pharmacy, "rx-1", "prior-auth.submitted", gateway.now());
        assertThat(tasks()).containsExactly("provide-information rx-one completed");
        gateway.clocks.advance(Duration.ofHours(2));
        correct(gateway.pharmacy, "rx-2", "rx-1", "benefits.completed");

        assertThat(tasks())
                .containsExactly("provide-information rx-one completed", "provide-information rx-one received");
        assertThat(task(1).getInstant("dueAt")).isEqualTo(gateway.now().plus(Duration.ofHours(24)));
        assertThat(tracker().getJsonObject("waitingOn").getString("partner")).isEqualTo("rx-one");

        post(gateway.pharmacy, "rx-3", "prior-auth.submitted", gateway.now().plusMillis(5));
        assertThat(tasks())
                .containsExactly("provide-information rx-one completed", "provide-information rx-one completed");
    }

    @Test
    void a_correction_that_answers_as_well_asks_nothing_anew() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        post(gateway.pharmacy, "rx-1", "prior-auth.submitted", gateway.now().plusMillis(1));
        correct(gateway.pharmacy, "rx-2", "rx-1", "prior-auth.submitted");
        correct(gateway.pharmacy, "rx-3", "rx-2", "prior-auth.approved");

        assertThat(tasks())
                .contains("provide-information rx-one completed")
                .doesNotContain("provide-information rx-one received");
    }

    @Test
    void what_the_owner_reported_done_stays_done_whatever_is_corrected() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        String task = task(0).getString("task");
        gateway.pharmacy.post(gateway, "/v1/tasks/" + task + "/status", new JsonObject().put("status", "completed"));
        gateway.clocks.advance(Duration.ofMinutes(1));
        post(gateway.pharmacy, "rx-1", "prior-auth.submitted", gateway.now());
        correct(gateway.pharmacy, "rx-2", "rx-1", "benefits.completed");

        assertThat(tasks()).containsExactly("provide-information rx-one completed");
    }

    @Test
    void a_case_that_was_closed_by_mistake_asks_its_requests_anew() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        post(gateway.hub, "evt-2", "case.cancelled", gateway.now().plusMillis(1));
        assertThat(tasks()).containsExactly("provide-information rx-one cancelled");
        correct(gateway.hub, "evt-3", "evt-2", "benefits.completed");

        assertThat(tasks())
                .containsExactly("provide-information rx-one cancelled", "provide-information rx-one received");
        assertThat(tracker().getString("status")).isEqualTo("on-track");
    }

    @Test
    void requests_and_answers_of_one_moment_in_one_batch_come_about_in_the_order_of_the_batch() {
        JsonArray batch = new JsonArray();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            asked.add("asked-" + i);
            batch.add(gateway.hub.event(
                            "asked-" + i, "prior-auth.info-requested", CASE, gateway.now(), new JsonObject()))
                    .add(gateway.hub.event("done-" + i, "prior-auth.submitted", CASE, gateway.now(), new JsonObject()));
        }
        assertThat(gateway.hub.milestones(gateway, batch).status()).isEqualTo(200);
        Sql.awaitWebhooksOut(gateway);

        assertThat(tasks()).isEqualTo(Collections.nCopies(PAIRS, "provide-information rx-one completed"));
        assertThat(requested()).containsExactlyElementsOf(asked);
    }

    @Test
    void what_is_asked_and_cancelled_in_one_batch_stands_open_in_no_inbox() {
        JsonArray batch = new JsonArray()
                .add(gateway.hub.event("asked", "prior-auth.info-requested", CASE, gateway.now(), new JsonObject()))
                .add(gateway.hub.event("closed", "case.cancelled", CASE, gateway.now(), new JsonObject()));
        assertThat(gateway.hub.milestones(gateway, batch).status()).isEqualTo(200);
        Sql.awaitWebhooksOut(gateway);

        assertThat(tasks()).containsExactly("provide-information rx-one cancelled");
        assertThat(gateway.pharmacy.get(gateway, "/v1/notifications").json().getJsonArray("notifications").stream()
                        .map(one -> ((JsonObject) one).getString("type")))
                .doesNotContain("waymark.task.requested");
    }

    @Test
    void a_case_that_was_closed_twice_by_mistake_asks_its_requests_anew_once_both_are_corrected() {
        post(gateway.hub, "evt-1", "prior-auth.info-requested", gateway.now());
        post(gateway.hub, "evt-2", "case.cancelled", gateway.now());
        post(gateway.hub, "evt-3", "case.cancelled", gateway.now());
        correct(gateway.hub, "evt-4", "evt-2", "benefits.completed");
        assertThat(tasks()).containsExactly("provide-information rx-one cancelled");
        correct(gateway.hub, "evt-5", "evt-3", "benefits.completed");

        assertThat(tasks())
                .containsExactly("provide-information rx-one cancelled", "provide-information rx-one received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prior-auth.submitted", "fulfillment.scheduled", "case.cancelled"})
    void what_a_mistake_kept_from_being_asked_is_asked_once_that_is_corrected(String mistake) {
        post(gateway.hub, "evt-1", mistake, gateway.now());
        post(gateway.hub, "evt-2", "prior-auth.info-requested", gateway.now().minusSeconds(60));
        assertThat(tasks()).isEmpty();
        gateway.clocks.advance(Duration.ofHours(2));
        correct(gateway.hub, "evt-3", "evt-1", "benefits.completed");

        assertThat(tasks()).containsExactly("provide-information rx-one received");
        assertThat(task(0).getInstant("dueAt")).isEqualTo(gateway.now().plus(Duration.ofHours(24)));
        assertThat(requested()).containsExactly("evt-2");
        assertThat(Sql.count(gateway, "alert where code = 'prior-auth.info-requested' and severity = 'urgent'"))
                .isEqualTo(1);

        correct(gateway.hub, "evt-4", "evt-3", "benefits.completed");
        assertThat(tasks()).containsExactly("provide-information rx-one received");
    }

    @Test
    void history_that_a_mistake_silenced_is_asked_no_more_than_other_history() {
        post(gateway.hub, "evt-1", "case.cancelled", gateway.now());
        post(gateway.hub, "evt-2", "prior-auth.info-requested", gateway.now().minus(Duration.ofDays(30)));
        correct(gateway.hub, "evt-3", "evt-1", "benefits.completed");

        assertThat(tasks()).isEmpty();
    }

    @Test
    void what_was_corrected_into_the_same_before_it_was_planned_is_asked_all_the_same() throws SQLException {
        try (Connection holder = Sql.connect(gateway.database);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from care_case for no key update");
            JsonObject asked =
                    gateway.hub.event("evt-1", "prior-auth.info-requested", CASE, gateway.now(), new JsonObject());
            assertThat(gateway.hub.milestone(gateway, asked).status()).isEqualTo(202);
            JsonObject again = gateway.hub
                    .event("evt-2", "prior-auth.info-requested", CASE, gateway.now(), new JsonObject())
                    .put("correctionof", "evt-1");
            assertThat(gateway.hub.milestone(gateway, again).status()).isEqualTo(202);
        }
        Sql.awaitWebhooksOut(gateway);

        assertThat(tasks()).containsExactly("provide-information rx-one received");
        assertThat(requested()).containsExactly("evt-1");
    }

    /** The senders' ids of what was requested, by the numbers of the inbox. */
    private List<String> requested() {
        return Sql.text(gateway, """
                        select string_agg(m.event_id, ' ' order by n.sequence)
                        from notification n join milestone m on m.id = n.milestone
                        where n.purpose = 'requested' and n.sequence is not null
                        """).transform(ids -> List.of(ids.split(" ")));
    }

    private void post(TestPartner from, String id, String code, Instant time) {
        gateway.clocks.advance(Duration.ofMillis(1));
        Answer answer = from.milestone(gateway, from.event(id, code, CASE, time, new JsonObject()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        Sql.awaitWebhooksOut(gateway);
    }

    private void correct(TestPartner from, String id, String old, String code) {
        gateway.clocks.advance(Duration.ofMillis(1));
        JsonObject event =
                from.event(id, code, CASE, gateway.now(), new JsonObject()).put("correctionof", old);
        assertThat(from.milestone(gateway, event).status()).isEqualTo(202);
        Sql.awaitWebhooksOut(gateway);
    }

    private JsonObject tracker() {
        return gateway.hub.get(gateway, PATH).json();
    }

    private JsonObject task(int n) {
        return tracker().getJsonArray("tasks").getJsonObject(n);
    }

    private List<String> tasks() {
        return tracker().getJsonArray("tasks").stream()
                .map(task -> (JsonObject) task)
                .map(task -> task.getString("action") + " " + task.getString("owner") + " " + task.getString("status"))
                .toList();
    }
}
