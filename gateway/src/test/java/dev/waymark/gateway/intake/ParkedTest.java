package dev.waymark.gateway.intake;

import static dev.waymark.gateway.intake.TestIntake.status;
import static dev.waymark.gateway.intake.TestIntake.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ParkedTest {

    private TestIntake bed;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        bed = new TestIntake(TestDatabase.fresh(vertx));
    }

    @Test
    void an_unknown_case_and_one_that_does_not_list_the_sender_are_answered_alike_and_heard_of_alike()
            throws Exception {
        bed.enrol("orphan-x/C-1", "rx-one");

        Taken.Kept notListed = (Taken.Kept) bed.take(bed.event("evt-1", "orphan-x/C-1"));
        Taken.Kept unknown = (Taken.Kept) bed.take(bed.event("evt-2", "orphan-x/C-2"));

        assertThat(notListed).isEqualTo(Taken.parked(notListed.milestone()));
        assertThat(unknown).isEqualTo(Taken.parked(unknown.milestone()));
        assertThat(bed.count("milestone where accepted_at is null")).isEqualTo(2);
        assertThat(bed.count("fanout_due")).isEqualTo(2);
        assertThat(bed.woken).hasValue(2);
    }

    @Test
    void a_parked_event_sent_again_gets_its_first_answer() throws Exception {
        Taken.Kept first = (Taken.Kept) bed.take(bed.event("evt-1", "orphan-x/C-1"));
        bed.restart();

        assertThat(bed.take(bed.event("evt-1", "orphan-x/C-1")))
                .isEqualTo(Taken.duplicate(first.milestone(), java.util.Optional.empty()));
    }

    @Test
    void an_event_is_accepted_from_the_moment_on_that_the_case_lists_its_sender() throws Exception {
        bed.take(bed.event("evt-1", "orphan-x/C-1"));
        bed.enrol("orphan-x/C-1", "acme-hub");

        assertThat(status(bed.take(bed.event("evt-2", "orphan-x/C-1")))).isEqualTo("ACCEPTED");
    }

    @Test
    void past_the_limit_a_fresh_event_is_refused_without_a_trace_and_a_known_one_is_answered() throws Exception {
        bed.restart(IntakeSettings.DEFAULTS.withParkedEvents(3));
        bed.enrol("orphan-x/C-9", "acme-hub");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(bed.event("evt-" + i, "orphan-x/C-" + i));
        }

        assertThat(statuses(bed.takeAll(events)))
                .containsExactly("PARKED", "PARKED", "PARKED", "429 parked-limit", "429 parked-limit");
        assertThat(bed.count("event")).isEqualTo(3);
        assertThat(bed.count("care_case where enrolled_at is null")).isEqualTo(3);
        assertThat(status(bed.take(events.get(1)))).isEqualTo("DUPLICATE");
        assertThat(status(bed.take(bed.event("evt-9", "orphan-x/C-9")))).isEqualTo("ACCEPTED");

        bed.enrol("orphan-x/C-4", "acme-hub");
        assertThat(status(bed.take(events.get(4)))).isEqualTo("ACCEPTED");
    }

    @Test
    void the_limit_holds_when_many_nodes_park_at_once() throws Exception {
        IntakeSettings ten = IntakeSettings.DEFAULTS.withParkedEvents(10);
        List<io.vertx.core.Future<List<Taken>>> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            requests.add(bed.another(ten).take(List.of(bed.event("evt-" + i, "orphan-x/C-" + i))));
        }
        int parked = 0;
        for (var request : requests) {
            parked += status(TestIntake.await(request).get(0)).equals("PARKED") ? 1 : 0;
        }

        assertThat(parked).isEqualTo(10);
        assertThat(bed.count("milestone")).isEqualTo(10);
    }

    @Test
    void a_parked_event_may_be_corrected_while_it_is_parked() throws Exception {
        bed.take(bed.event("evt-1", "orphan-x/C-1"));

        assertThat(status(bed.take(bed.correction("evt-2", "orphan-x/C-1", "evt-1"))))
                .isEqualTo("PARKED");
        assertThat(status(bed.take(bed.correction("evt-3", "orphan-x/C-1", "evt-1"))))
                .isEqualTo("422 correction-unknown");
        assertThat(bed.count("milestone old join milestone new on new.id = old.replaced_by and new.corrects = old.id"))
                .isEqualTo(1);
    }

    @Test
    void while_a_correction_is_parked_the_timeline_keeps_what_it_corrects() throws Exception {
        bed.enrol("orphan-x/C-1", "acme-hub");
        bed.take(bed.event("evt-1", "orphan-x/C-1"));
        bed.enrol("orphan-x/C-1", "rx-one");

        assertThat(status(bed.take(bed.correction("evt-2", "orphan-x/C-1", "evt-1"))))
                .isEqualTo("PARKED");
        assertThat(bed.count("milestone where accepted_at is not null and replaced_by is null"))
                .isEqualTo(1);
        assertThat(status(bed.take(bed.correction("evt-3", "orphan-x/C-1", "evt-1"))))
                .isEqualTo("422 correction-unknown");
    }

    @Test
    void what_was_parked_for_ninety_days_is_set_aside_on_record_and_makes_room() throws Exception {
        bed.restart(IntakeSettings.DEFAULTS.withParkedEvents(1));
        bed.take(bed.event("evt-1", "orphan-x/C-1"));
        SetAsideParked sweep = new SetAsideParked(bed.database, bed.clocks, IntakeSettings.DEFAULTS);

        bed.clocks.advance(Duration.ofDays(89));
        assertThat(TestIntake.await(sweep.run())).isZero();
        bed.clocks.advance(Duration.ofDays(2));
        assertThat(TestIntake.await(sweep.run())).isEqualTo(1);
        assertThat(TestIntake.await(sweep.run())).isZero();

        assertThat(bed.count("milestone where set_aside_at is not null")).isEqualTo(1);
        assertThat(status(bed.take(bed.event("evt-1", "orphan-x/C-1")))).isEqualTo("DUPLICATE");
        assertThat(status(bed.take(bed.event("evt-2", "orphan-x/C-1")))).isEqualTo("PARKED");
    }
}
