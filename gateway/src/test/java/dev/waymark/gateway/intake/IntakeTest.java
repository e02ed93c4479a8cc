package dev.waymark.gateway.intake;

import static dev.waymark.gateway.intake.TestIntake.status;
import static dev.waymark.gateway.intake.TestIntake.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest extends OnOneCase {

    @Test
    void an_event_is_durable_marked_for_fan_out_and_fan_out_is_woken() throws Exception {
        Taken taken = bed.take(bed.event("evt-1", CASE));

        assertThat(taken).isInstanceOfSatisfying(Taken.Kept.class, kept -> {
            assertThat(kept.status()).isEqualTo(Taken.Status.ACCEPTED);
            assertThat(kept.acceptedAt()).contains(bed.clocks.business());
        });
        assertThat(bed.count("event join milestone m on m.id = milestone join fanout_due f on f.milestone = m.id"))
                .isEqualTo(1);
        assertThat(bed.woken).hasValue(1);
    }

    @Test
    void what_was_written_is_sealed_under_the_key_of_its_case_and_bound_to_its_milestone() throws Exception {
        JsonObject json = Events.json(Events.HUB, "evt-1", CASE)
                .put("traceparent", "00-ab")
                .put("priority", 3);
        bed.take(bed.read(Events.HUB, json));

        Row row = bed.query("select id, case_id, content, reason from milestone", Tuple.tuple())
                .get(0);
        Sealed sealed = new Sealed(
                Scope.of(new CaseId(row.getUUID("case_id"))),
                PgMilestones.contentCell(new MilestoneId(row.getUUID("id"))),
                row.getBuffer("content"));
        assertThat(sealed.value().toString("ISO-8859-1")).doesNotContain("chart", "Example Health");
        JsonObject opened = TestIntake.await(
                        bed.sealing.open(bed.database.client(), new Reader("user/maria", "test"), List.of(sealed)))
                .get(0)
                .toJsonObject();
        assertThat(opened)
                .isEqualTo(new JsonObject()
                        .put("note", "Payer asks for chart notes")
                        .put("attributes", new JsonObject().put("payer", "Example Health"))
                        .put(
                                "extensions",
                                new JsonObject().put("traceparent", "00-ab").put("priority", 3)));
        assertThat(row.getString("reason")).isEqualTo("clinical-documentation");
    }

    @Test
    void the_same_again_is_answered_as_the_first_time_also_after_a_restart() throws Exception {
        Event event = bed.event("evt-1", CASE);
        Taken.Kept first = (Taken.Kept) bed.take(event);
        bed.clocks.advance(Duration.ofDays(400));
        bed.restart();

        assertThat(bed.take(event)).isEqualTo(Taken.duplicate(first.milestone(), first.acceptedAt()));
        assertThat(bed.count("milestone")).isEqualTo(1);
        assertThat(bed.count("fanout_due")).isEqualTo(1);
        assertThat(bed.woken).hasValue(1);
    }

    @Test
    void the_same_again_is_the_same_after_the_sender_left_the_case() throws Exception {
        Event event = bed.event("evt-1", CASE);
        Taken.Kept first = (Taken.Kept) bed.take(event);
        bed.enrol(CASE, "rx-one");

        assertThat(bed.take(event)).isEqualTo(Taken.duplicate(first.milestone(), first.acceptedAt()));
        assertThat(bed.count("milestone")).isEqualTo(1);
    }

    @Test
    void the_same_id_with_other_content_is_a_conflict_and_changes_nothing() throws Exception {
        bed.take(bed.event("evt-1", CASE));
        JsonObject other = Events.json(Events.HUB, "evt-1", CASE);
        other.getJsonObject("data").put("note", "another");

        assertThat(status(bed.take(bed.read(Events.HUB, other)))).isEqualTo("409 event-conflict");
        assertThat(status(bed.take(bed.event("evt-1", "orphan-x/C-2")))).isEqualTo("409 event-conflict");
        assertThat(bed.count("milestone")).isEqualTo(1);
    }

    @Test
    void two_partners_may_use_the_same_id() throws Exception {
        bed.enrol(CASE, "acme-hub", "rx-one");
        bed.take(bed.event("evt-1", CASE));
        Event pharmacy = bed.read(Events.PHARMACY, Events.json(Events.PHARMACY, "evt-1", CASE));

        assertThat(status(bed.take(pharmacy))).isEqualTo("ACCEPTED");
    }

    @Test
    void an_event_from_the_future_takes_effect_when_it_is_accepted() throws Exception {
        Instant tomorrow = bed.clocks.business().plus(Duration.ofHours(20));
        bed.take(bed.read(Events.HUB, Events.json(Events.HUB, "evt-1", CASE).put("time", tomorrow.toString())));

        Row row = bed.query("select occurred_at, effective_at from milestone", Tuple.tuple())
                .get(0);
        assertThat(row.getOffsetDateTime(0).toInstant()).isEqualTo(tomorrow);
        assertThat(row.getOffsetDateTime(1).toInstant()).isEqualTo(bed.clocks.business());
    }

    @Test
    void a_batch_is_taken_as_if_its_events_had_been_sent_one_after_another() throws Exception {
        JsonObject other = Events.json(Events.HUB, "a", CASE);
        other.getJsonObject("data").put("note", "another");

        List<Taken> taken = bed.takeAll(List.of(
                bed.correction("too-early", CASE, "a"),
                bed.event("a", CASE),
                bed.event("a", CASE),
                bed.read(Events.HUB, other),
                bed.correction("c1", CASE, "a"),
                bed.correction("c2", CASE, "a"),
                bed.correction("c1", CASE, "a"),
                bed.correction("c3", CASE, "c1"),
                bed.event("b", CASE)));

        assertThat(statuses(taken))
                .containsExactly(
                        "422 correction-unknown",
                        "ACCEPTED",
                        "DUPLICATE",
                        "409 event-conflict",
                        "ACCEPTED",
                        "422 correction-unknown",
                        "DUPLICATE",
                        "ACCEPTED",
                        "ACCEPTED");
        assertThat(bed.texts("select event_id from milestone order by arrival")).containsExactly("a", "c1", "c3", "b");
    }

    @Test
    void a_history_of_a_thousand_events_is_taken_in_its_order() throws Exception {
        bed.enrol("orphan-x/C-2", "acme-hub");
        List<Event> history = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            history.add(bed.event("evt-" + i, i % 3 == 0 ? CASE : "orphan-x/C-2"));
        }

        assertThat(statuses(bed.takeAll(history))).hasSize(1_000).containsOnly("ACCEPTED");
        for (String code : List.of("C-1", "C-2")) {
            List<String> arrived = bed.texts("select event_id from milestone m join care_case c on c.id = m.case_id"
                    + " where c.code = '" + code + "' order by arrival");
            assertThat(arrived)
                    .isEqualTo(history.stream()
                            .filter(event -> event.subject().code().equals(code))
                            .map(event -> event.id().id())
                            .toList());
        }
        assertThat(bed.count("fanout_due")).isEqualTo(1_000);
    }
}
