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

import dev.waymark.gateway.model.PartnerRole;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long whose move it is may take, and from when. */
class TurnClockTest {

    @ParameterizedTest
    @CsvSource({
        "PT17H59M59.999S, on-track",
        "PT18H, at-risk",
        "PT24H, at-risk",
        "PT24H0.001S, stalled",
        "PT2400H, stalled"
    })
    void three_quarters_of_the_clock_are_a_risk_and_past_it_the_case_stalls(Duration after, String status) {
        assertThat(state(T.plus(after), entry(1, "prior-auth.info-requested", T))
                        .status()
                        .wire())
                .isEqualTo(status);
    }

    @Test
    void business_days_of_the_owner_count() {
        Calendar mondays = new Calendar(ZoneOffset.UTC, Map.of(DayOfWeek.MONDAY, WorkingHours.ALL_DAY), Set.of());
        Roster roster = new Roster(Map.of(PartnerRole.HUB, HUB), partner -> mondays, Map.of());

        WaitingOn waiting = Timeline.of(JOURNEY, List.of(entry(1, "referral.received", T)))
                .state(T, roster)
                .waitingOn()
                .orElseThrow();

        assertThat(waiting.expectedBy()).isEqualTo(Instant.parse("2026-12-07T00:00:00Z"));
    }

    @Test
    void the_clock_of_an_open_task_goes_before_the_journeys() {
        Instant due = T.plus(Duration.ofDays(9));
        Roster roster = new Roster(
                Map.of(PartnerRole.HUB, HUB),
                partner -> Calendar.DEFAULT,
                Map.of(id(1), new Roster.Asked(PartnerRole.SPECIALTY_PHARMACY, PHARMACY, T.plusSeconds(5), due)));

        WaitingOn waiting = Timeline.of(JOURNEY, List.of(entry(1, "prior-auth.info-requested", T)))
                .state(T, roster)
                .waitingOn()
                .orElseThrow();

        assertThat(waiting)
                .extracting(WaitingOn::role, WaitingOn::partner, WaitingOn::since, WaitingOn::expectedBy)
                .containsExactly("specialty_pharmacy", Optional.of(PHARMACY), T.plusSeconds(5), due);
    }

    @Test
    void clocks_start_when_the_gateway_took_it_not_at_its_time() {
        Instant accepted = T.plus(Duration.ofHours(30));

        assertThat(waiting(accepted, entry(1, "prior-auth.info-requested", T, accepted)))
                .extracting(WaitingOn::since, WaitingOn::expectedBy, WaitingOn::asked)
                .containsExactly(accepted, accepted.plus(Duration.ofDays(1)), true);
    }

    @Test
    void history_was_never_asked_so_its_clock_ran_then() {
        Instant accepted = T.plus(Duration.ofDays(60));
        TimelineEntry entry = entry(1, "prior-auth.info-requested", T, accepted);

        assertThat(waiting(accepted, entry))
                .extracting(WaitingOn::since, WaitingOn::expectedBy, WaitingOn::asked)
                .containsExactly(T, T.plus(Duration.ofDays(1)), false);
        assertThat(state(accepted, entry).status()).isEqualTo(CaseStatus.STALLED);
    }
}
