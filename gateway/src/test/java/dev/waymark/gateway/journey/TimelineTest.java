package dev.waymark.gateway.journey;

import static dev.waymark.gateway.journey.Journeys.entry;
import static dev.waymark.gateway.journey.Journeys.id;
import static dev.waymark.gateway.journey.Journeys.replaced;
import static dev.waymark.gateway.journey.UsualCase.JOURNEY;
import static dev.waymark.gateway.journey.UsualCase.ROSTER;
import static dev.waymark.gateway.journey.UsualCase.T;
import static dev.waymark.gateway.journey.UsualCase.silence;
import static dev.waymark.gateway.journey.UsualCase.state;
import static dev.waymark.gateway.journey.UsualCase.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from all milestones of a case, in whatever order they came. */
class TimelineTest {

    @Test
    void a_case_without_milestones_is_at_the_first_stage_and_on_track() {
        assertThat(state(T).stage().name()).isEqualTo("enrollment");
        assertThat(state(T).status()).isEqualTo(CaseStatus.ON_TRACK);
        assertThat(state(T).waitingOn()).isEmpty();
    }

    @Test
    void a_late_event_undoes_no_later_state() {
        CaseState before = state(T, entry(1, "fulfillment.shipped", T));
        CaseState after = state(
                T,
                entry(1, "fulfillment.shipped", T),
                entry(2, "prior-auth.info-requested", T.minusSeconds(60), T.plusSeconds(60)),
                entry(3, "fulfillment.scheduled", T.minusSeconds(30), T.plusSeconds(60)));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void an_event_from_the_future_happened_when_it_was_accepted() {
        TimelineEntry tomorrow = entry(1, "fulfillment.scheduled", T.plus(Duration.ofHours(20)), T);
        TimelineEntry soon = entry(2, "fulfillment.on-hold", T.plusSeconds(60));

        assertThat(waiting(T, tomorrow, soon).milestone()).isEqualTo(id(2));
        assertThat(silence(soon, tomorrow, soon)).isEmpty();
        assertThat(Timeline.of(JOURNEY, List.of(tomorrow, soon)).entries()).containsExactly(soon, tomorrow);
    }

    @Test
    void what_was_replaced_counts_for_nothing() {
        TimelineEntry wrong = replaced(entry(1, "case.cancelled", T), 2);
        TimelineEntry right = entry(2, "prior-auth.approved", T);

        assertThat(state(T, wrong, right).status()).isEqualTo(CaseStatus.ON_TRACK);
        assertThat(Timeline.of(JOURNEY, List.of(wrong, right)).entries()).containsExactly(right);
        assertThat(silence(wrong, wrong, right)).contains(Silence.CORRECTED);
        assertThat(Timeline.of(JOURNEY, List.of(wrong, right)).endedBy(wrong)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"therapy.discontinued", "case.cancelled", "therapy.deceased"})
    void a_case_is_closed_until_something_later_asks_for_a_move(String end) {
        TimelineEntry open = entry(1, "therapy.refill-due", T);
        TimelineEntry closed = entry(2, end, T.plusSeconds(1));
        TimelineEntry returned = entry(3, "fulfillment.returned", T.plusSeconds(2));
        TimelineEntry again = entry(4, "therapy.refill-due", T.plusSeconds(3));
        Timeline timeline = Timeline.of(JOURNEY, List.of(open, closed, returned));

        assertThat(timeline.state(T, ROSTER).status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(timeline.state(T, ROSTER).waitingOn()).isEmpty();
        assertThat(timeline.endedBy(closed)).containsExactly(id(1));
        CaseStatus reopened =
                state(T.plusSeconds(4), open, closed, returned, again).status();
        assertThat(reopened).isEqualTo(end.endsWith("deceased") ? CaseStatus.CLOSED : CaseStatus.ON_TRACK);
    }

    @Test
    void a_late_milestone_completes_what_was_asked_before_it_and_nothing_asked_after() {
        TimelineEntry first = entry(1, "prior-auth.info-requested", T);
        TimelineEntry second = entry(3, "prior-auth.info-requested", T.plusSeconds(20));
        TimelineEntry between = entry(4, "prior-auth.submitted", T.plusSeconds(10), T.plusSeconds(30));
        TimelineEntry newest = entry(5, "prior-auth.submitted", T.plusSeconds(40));
        Timeline timeline = Timeline.of(JOURNEY, List.of(first, second, between, newest));

        assertThat(timeline.endedBy(between)).containsExactly(id(1));
        assertThat(timeline.endedBy(newest)).containsExactly(id(1), id(3));
    }

    @Property(tries = 200)
    void the_order_in_which_events_are_listed_changes_nothing(@ForAll Random random) {
        List<MilestoneCode> codes = JOURNEY.codes();
        List<TimelineEntry> entries = new ArrayList<>();
        for (int n = 1; n <= 12; n++) {
            String code = codes.get(random.nextInt(codes.size())).value();
            Instant accepted = T.plusSeconds(n);
            entries.add(entry(n, code, T.plusSeconds(random.nextInt(40) - 20), accepted));
        }
        List<TimelineEntry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        Timeline one = Timeline.of(JOURNEY, entries);
        Timeline other = Timeline.of(JOURNEY, shuffled);

        assertThat(other.entries()).isEqualTo(one.entries());
        assertThat(other.state(T.plusSeconds(60), ROSTER)).isEqualTo(one.state(T.plusSeconds(60), ROSTER));
        assertThat(entries).allSatisfy(entry -> {
            assertThat(other.silence(entry)).isEqualTo(one.silence(entry));
            assertThat(other.endedBy(entry)).isEqualTo(one.endedBy(entry));
        });
    }

    @Property(tries = 300)
    void what_is_ended_and_what_is_waited_for_follow_from_every_milestone_of_the_timeline(@ForAll Random random) {
        List<TimelineEntry> entries = new ArrayList<>();
        List<MilestoneCode> codes = JOURNEY.codes().stream()
                .filter(code -> !JOURNEY.people().stoppedForGoodBy().contains(code))
                .toList();
        for (int n = 1; n <= 10; n++) {
            MilestoneCode code = codes.get(random.nextInt(codes.size()));
            entries.add(entry(n, code.value(), T.plusSeconds(random.nextInt(8)), T.plusSeconds(20 + n)));
        }
        Timeline timeline = Timeline.of(JOURNEY, entries);
        Comparator<TimelineEntry> asItHappened =
                Comparator.comparing(TimelineEntry::effectiveAt).thenComparingLong(TimelineEntry::arrival);
        for (TimelineEntry entry : entries) {
            boolean ended =
                    entries.stream().anyMatch(newer -> timeline.endedBy(newer).contains(entry.id()));
            assertThat(timeline.isEnded(entry)).isEqualTo(ended);
        }
        Optional<MilestoneId> newestOpen = entries.stream()
                .filter(entry ->
                        JOURNEY.policy(entry.code()).orElseThrow().next().isPresent())
                .filter(entry -> !timeline.isEnded(entry) && !isOvertaken(entry, entries))
                .max(asItHappened)
                .map(TimelineEntry::id);
        assertThat(timeline.state(T, ROSTER).waitingOn().map(WaitingOn::milestone))
                .isEqualTo(newestOpen);
        assertThat(timeline.state(T, ROSTER).stage())
                .isEqualTo(JOURNEY.stage(
                                entries.stream().max(asItHappened).orElseThrow().code())
                        .orElseThrow());
    }

    private static boolean isOvertaken(TimelineEntry entry, List<TimelineEntry> entries) {
        Stage own = JOURNEY.stage(entry.code()).orElseThrow();
        return entries.stream()
                .filter(other -> other.effectiveAt().isAfter(entry.effectiveAt()))
                .anyMatch(other -> JOURNEY.stage(other.code()).orElseThrow().isAfter(own));
    }
}
