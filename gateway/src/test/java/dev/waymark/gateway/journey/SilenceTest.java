package dev.waymark.gateway.journey;

import static dev.waymark.gateway.journey.Journeys.entry;
import static dev.waymark.gateway.journey.Journeys.replaced;
import static dev.waymark.gateway.journey.UsualCase.JOURNEY;
import static dev.waymark.gateway.journey.UsualCase.T;
import static dev.waymark.gateway.journey.UsualCase.silence;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which milestones speak to nobody, and when people hear nothing at all. */
class SilenceTest {

    @ParameterizedTest
    @CsvSource({"PT72H, true", "PT72H0.001S, false", "PT0S, true", "PT-24H, true"})
    void what_is_older_than_three_days_when_accepted_is_history(Duration age, boolean speaks) {
        TimelineEntry entry = entry(1, "prior-auth.approved", T, T.plus(age));

        assertThat(silence(entry, entry)).isEqualTo(speaks ? Optional.empty() : Optional.of(Silence.HISTORY));
    }

    @Test
    void a_late_event_is_silent_once_something_of_a_later_stage_happened() {
        TimelineEntry late = entry(2, "consent.obtained", T.minusSeconds(1), T.plusSeconds(9));
        TimelineEntry sameMoment = entry(3, "consent.obtained", T, T.plusSeconds(9));
        TimelineEntry later = entry(1, "benefits.started", T);

        assertThat(silence(late, later, late)).contains(Silence.OVERTAKEN);
        assertThat(silence(sameMoment, later, sameMoment)).isEmpty();
        assertThat(silence(later, later, late)).isEmpty();
    }

    @Test
    void a_late_request_is_silent_once_its_answer_is_there() {
        TimelineEntry answer = entry(1, "prior-auth.submitted", T);
        TimelineEntry late = entry(2, "prior-auth.info-requested", T.minusSeconds(1), T.plusSeconds(9));

        assertThat(silence(late, answer, late)).contains(Silence.ALREADY_DONE);
    }

    @Test
    void events_of_one_stage_do_not_silence_each_other() {
        TimelineEntry later = entry(1, "prior-auth.required", T);
        TimelineEntry late = entry(2, "benefits.started", T.minusSeconds(1), T.plusSeconds(9));
        TimelineEntry referral = entry(3, "referral.received", T.minusSeconds(2), T.plusSeconds(9));
        TimelineEntry consent = entry(4, "consent.requested", T.minusSeconds(1));

        assertThat(silence(late, later, late)).isEmpty();
        assertThat(silence(referral, consent, referral)).isEmpty();
    }

    @Test
    void nothing_late_speaks_on_a_case_that_was_closed_since() {
        TimelineEntry closed = entry(1, "therapy.discontinued", T);
        TimelineEntry late = entry(2, "therapy.refill-due", T.minusSeconds(1), T.plusSeconds(9));

        assertThat(silence(late, closed, late)).contains(Silence.ALREADY_DONE);
    }

    @Test
    void people_are_silenced_from_a_refusal_until_consent() {
        assertThat(stop(entry(1, "consent.requested", T))).isEmpty();
        assertThat(stop(entry(1, "consent.obtained", T), entry(2, "consent.revoked", T.plusSeconds(1))))
                .contains(PeopleStop.CONSENT);
        assertThat(stop(entry(1, "consent.declined", T), entry(2, "consent.obtained", T.plusSeconds(1))))
                .isEmpty();
        assertThat(stop(
                        entry(1, "consent.revoked", T),
                        entry(2, "consent.obtained", T.minusSeconds(1), T.plusSeconds(9))))
                .contains(PeopleStop.CONSENT);
        assertThat(stop(replaced(entry(1, "consent.revoked", T), 2), entry(2, "consent.requested", T)))
                .isEmpty();
    }

    @Test
    void the_dead_are_written_to_no_more_whatever_is_corrected() {
        assertThat(stop(entry(1, "therapy.deceased", T), entry(2, "consent.obtained", T.plusSeconds(1))))
                .contains(PeopleStop.DECEASED);
        assertThat(stop(replaced(entry(1, "therapy.deceased", T), 2), entry(2, "therapy.paused", T)))
                .contains(PeopleStop.DECEASED);
    }

    private static Optional<PeopleStop> stop(TimelineEntry... entries) {
        return Timeline.of(JOURNEY, List.of(entries)).peopleStop();
    }
}
