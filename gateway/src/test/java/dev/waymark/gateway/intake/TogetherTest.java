package dev.waymark.gateway.intake;

import static dev.waymark.gateway.intake.TestIntake.status;
import static dev.waymark.gateway.intake.TestIntake.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What requests that share a statement do to each other: nothing. */
class TogetherTest extends OnOneCase {

    @Test
    void the_same_event_fifty_times_at_once_is_one_milestone_and_one_answer() throws Exception {
        List<Taken> taken = bed.takeAtOnce(Collections.nCopies(50, bed.event("evt-1", CASE)));

        assertThat(taken.stream().map(one -> ((Taken.Kept) one).milestone()).distinct())
                .hasSize(1);
        assertThat(statuses(taken)).containsOnlyOnce("ACCEPTED").contains("DUPLICATE");
        assertThat(bed.count("milestone")).isEqualTo(1);
        assertThat(bed.count("fanout_due")).isEqualTo(1);
    }

    @Test
    void the_same_event_at_once_on_many_nodes_is_one_milestone() throws Exception {
        Event event = bed.event("evt-1", CASE);
        List<Future<List<Taken>>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(bed.another(IntakeSettings.DEFAULTS).take(List.of(event)));
        }
        List<Taken> taken = new ArrayList<>();
        for (Future<List<Taken>> request : requests) {
            taken.add(TestIntake.await(request).get(0));
        }

        assertThat(taken.stream().map(one -> ((Taken.Kept) one).milestone()).distinct())
                .hasSize(1);
        assertThat(statuses(taken)).containsOnlyOnce("ACCEPTED");
        assertThat(bed.count("milestone")).isEqualTo(1);
    }

    @Test
    void two_contents_of_one_id_at_once_on_many_nodes_end_in_one_and_conflicts() throws Exception {
        List<Future<List<Taken>>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            JsonObject json = Events.json(Events.HUB, "evt-1", CASE);
            json.getJsonObject("data").put("note", "note " + i);
            requests.add(bed.another(IntakeSettings.DEFAULTS).take(List.of(bed.read(Events.HUB, json))));
        }
        List<String> statuses = new ArrayList<>();
        for (Future<List<Taken>> request : requests) {
            statuses.add(status(TestIntake.await(request).get(0)));
        }

        assertThat(statuses).containsOnlyOnce("ACCEPTED").containsOnly("ACCEPTED", "409 event-conflict");
    }

    @Test
    void one_event_that_postgresql_refuses_among_fifty_at_once_costs_itself_alone() throws Exception {
        bed.execute("alter table milestone add constraint bad check (event_id <> 'evt-17')");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(bed.event("evt-" + i, CASE));
        }

        List<Taken> taken = bed.takeAtOnce(events);

        assertThat(status(taken.remove(17))).isEqualTo("422 invalid");
        assertThat(statuses(taken)).hasSize(49).containsOnly("ACCEPTED");
        assertThat(bed.count("event")).isEqualTo(49);
        assertThat(bed.count("milestone")).isEqualTo(49);
        assertThat(bed.count("fanout_due")).isEqualTo(49);
        bed.execute("alter table milestone drop constraint bad");
        assertThat(status(bed.take(events.get(17)))).isEqualTo("ACCEPTED");
    }

    @Test
    void one_parked_event_that_postgresql_refuses_costs_itself_alone() throws Exception {
        bed.execute("alter table milestone add constraint bad check (event_id <> 'evt-17')");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(bed.event("evt-" + i, "orphan-x/P-" + i));
        }

        List<Taken> taken = bed.takeAll(events);

        assertThat(status(taken.get(17))).isEqualTo("422 invalid");
        assertThat(statuses(taken)).filteredOn("PARKED"::equals).hasSize(49);
        assertThat(bed.count("care_case where code = 'P-17'")).isZero();
    }

    @Test
    void of_many_corrections_of_one_event_at_once_on_many_nodes_one_wins() throws Exception {
        bed.take(bed.event("evt-0", CASE));
        List<Future<List<Taken>>> requests = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            Event correction = bed.correction("evt-" + i % 10, CASE, "evt-0");
            if (i % 10 != 0) {
                requests.add(bed.another(IntakeSettings.DEFAULTS).take(List.of(correction)));
            }
        }
        List<String> statuses = new ArrayList<>();
        for (Future<List<Taken>> request : requests) {
            statuses.add(status(TestIntake.await(request).get(0)));
        }

        assertThat(statuses)
                .hasSize(18)
                .containsOnlyOnce("ACCEPTED", "DUPLICATE")
                .containsOnly("ACCEPTED", "DUPLICATE", "422 correction-unknown");
        assertThat(bed.count("milestone where replaced_by is not null")).isEqualTo(1);
        assertThat(bed.count("milestone")).isEqualTo(2);
    }

    @Test
    void a_case_that_is_being_enrolled_is_waited_for_and_its_new_roster_counts() throws Exception {
        bed.enrol("orphan-x/C-2", "rx-one");
        Event event = bed.event("evt-1", "orphan-x/C-2");
        TestIntake.Held held = bed.holdCases();
        Future<List<Taken>> answer = bed.another(IntakeSettings.DEFAULTS).take(List.of(event));
        bed.awaitSomebodyWaiting();
        held.end("update care_case set partners = '{acme-hub,rx-one}', roles = '{hub,payer}' where code = 'C-2'");

        assertThat(status(TestIntake.await(answer).get(0))).isEqualTo("ACCEPTED");
    }
}
