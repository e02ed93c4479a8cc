package dev.waymark.gateway.journey;

import static dev.waymark.gateway.journey.Journeys.entry;
import static dev.waymark.gateway.journey.Journeys.id;
import static dev.waymark.gateway.journey.UsualCase.HUB;
import static dev.waymark.gateway.journey.UsualCase.JOURNEY;
import static dev.waymark.gateway.journey.UsualCase.PHARMACY;
import static dev.waymark.gateway.journey.UsualCase.T;
import static dev.waymark.gateway.journey.UsualCase.state;
import static dev.waymark.gateway.journey.UsualCase.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose move it is. */
class TurnTest {

    @Test
    void the_newest_open_move_says_who_is_waited_for() {
        CaseState state = state(T.plusSeconds(1), entry(1, "prior-auth.info-requested", T));

        assertThat(state.stage().name()).isEqualTo("coverage");
        assertThat(state.waitingOn())
                .contains(new WaitingOn(
                        "specialty_pharmacy",
                        Optional.of(PHARMACY),
                        T,
                        T.plus(Duration.ofDays(1)),
                        T.plus(Duration.ofHours(18)),
                        codes("prior-auth.submitted", "prior-auth.approved", "prior-auth.denied"),
                        id(1),
                        true));
    }

    @Test
    void the_turn_falls_to_the_next_role_where_the_first_has_nobody() {
        Timeline timeline = Timeline.of(JOURNEY, List.of(entry(1, "prior-auth.info-requested", T)));

        assertThat(timeline.state(T, Roster.of(Map.of(PartnerRole.HUB, HUB)))
                        .waitingOn()
                        .orElseThrow())
                .extracting(WaitingOn::role, WaitingOn::partner)
                .containsExactly("hub", Optional.of(HUB));
        assertThat(timeline.state(T, Roster.of(Map.of())).waitingOn().orElseThrow())
                .extracting(WaitingOn::role, WaitingOn::partner)
                .containsExactly("specialty_pharmacy", Optional.empty());
    }

    @Test
    void patients_payers_and_managers_have_turns_too() {
        assertThat(waitingFor(entry(1, "consent.requested", T))).isEqualTo("patient");
        assertThat(waitingFor(entry(1, "prior-auth.submitted", T))).isEqualTo("payer");
        assertThat(waitingFor(entry(1, "fulfillment.unreachable", T))).isEqualTo("case-manager");
    }

    @Test
    void what_ends_a_move_ends_the_waiting() {
        assertThat(waiting(T, entry(1, "benefits.started", T), entry(2, "prior-auth.required", T.plusSeconds(1)))
                        .milestone())
                .isEqualTo(id(2));
        assertThat(state(T, entry(1, "prior-auth.required", T), entry(2, "prior-auth.not-required", T.plusSeconds(1)))
                        .waitingOn())
                .isEmpty();
    }

    @Test
    void an_older_move_of_the_same_stage_still_waits_when_the_newer_one_is_made() {
        assertThat(waiting(
                                T,
                                entry(1, "benefits.started", T),
                                entry(2, "prior-auth.required", T.plusSeconds(1)),
                                entry(3, "prior-auth.not-required", T.plusSeconds(2)))
                        .milestone())
                .isEqualTo(id(1));
    }

    @Test
    void a_move_of_an_earlier_stage_is_not_waited_for_once_the_case_went_on() {
        assertThat(state(
                                T.plus(Duration.ofDays(90)),
                                entry(1, "benefits.started", T),
                                entry(2, "therapy.first-dose", T.plusSeconds(1)))
                        .status())
                .isEqualTo(CaseStatus.ON_TRACK);
    }

    private static String waitingFor(TimelineEntry entry) {
        return waiting(T, entry).role();
    }

    private static List<MilestoneCode> codes(String... codes) {
        return Stream.of(codes).map(MilestoneCode::new).toList();
    }
}
