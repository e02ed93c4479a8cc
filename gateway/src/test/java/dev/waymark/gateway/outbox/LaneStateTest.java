package dev.waymark.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.LaneState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LaneStateTest {

    private static final RandomGenerator NO_JITTER = () -> 0L;
    private static final Instant NOW = Instant.parse("2026-03-11T15:00:00Z");
    private static final LaneSignal FAILED = new LaneSignal.Failed("http-500", Optional.empty());
    private static final LaneSignal ANSWERED = new LaneSignal.Answered();

    @Test
    void five_messages_that_fail_in_a_row_break_a_lane() {
        LaneState lane = LaneState.OPEN;
        for (int i = 1; i < 5; i++) {
            lane = lane.after(FAILED, message(i), NOW, NO_JITTER);
            assertThat(lane.state()).isEqualTo(State.OPEN);
        }
        assertThat(lane.after(FAILED, message(5), NOW, NO_JITTER).state()).isEqualTo(State.BROKEN);
    }

    @Test
    void one_message_that_fails_time_and_again_does_not() {
        LaneState lane = LaneState.OPEN;
        for (int i = 0; i < 11; i++) {
            lane = lane.after(FAILED, message(1), NOW, NO_JITTER);
        }
        assertThat(lane.state()).isEqualTo(State.OPEN);
    }

    @Test
    void an_answer_among_the_failures_begins_the_count_anew() {
        LaneState lane = LaneState.OPEN;
        for (int i = 1; i <= 20; i++) {
            lane = lane.after(i % 5 == 0 ? ANSWERED : FAILED, message(i), NOW, NO_JITTER);
        }
        assertThat(lane).isEqualTo(LaneState.OPEN);
    }

    @Test
    void probes_that_fail_come_further_and_further_apart_up_to_five_minutes() {
        LaneState lane = broken();
        List<Duration> waits = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 8; i++) {
            Instant next = lane.notBefore().orElseThrow();
            waits.add(Duration.between(now, next));
            now = next;
            lane = lane.after(FAILED, message(1), now, NO_JITTER);
        }
        assertThat(waits.stream().map(Duration::toString))
                .containsExactly("PT5S", "PT15S", "PT30S", "PT1M", "PT2M", "PT5M", "PT5M", "PT5M");
    }

    @Test
    void what_was_under_way_when_the_lane_broke_neither_heals_nor_delays_it() {
        LaneState lane = broken();
        assertThat(lane.after(ANSWERED, message(6), NOW.plusSeconds(1), NO_JITTER))
                .isEqualTo(lane);
        assertThat(lane.after(FAILED, message(6), NOW.plusSeconds(1), NO_JITTER))
                .isEqualTo(lane);
    }

    @Test
    void an_answered_probe_heals_it_one_at_a_time_first_and_wider_with_each_answer() {
        LaneState lane = broken().after(ANSWERED, message(1), NOW.plusSeconds(5), NO_JITTER);
        assertThat(lane).isEqualTo(LaneState.HEALING);
        for (int width = 2; width <= LaneState.SLOTS; width++) {
            lane = lane.after(ANSWERED, message(width), NOW.plusSeconds(6), NO_JITTER);
            assertThat(lane.width()).isEqualTo(width);
        }
        assertThat(lane).isEqualTo(LaneState.OPEN);
    }

    @Test
    void a_failure_while_it_heals_makes_it_narrow_again() {
        LaneState lane = LaneState.HEALING
                .after(ANSWERED, message(1), NOW, NO_JITTER)
                .after(ANSWERED, message(2), NOW, NO_JITTER)
                .after(FAILED, message(3), NOW, NO_JITTER);
        assertThat(lane.width()).isEqualTo(1);
        assertThat(lane.state()).isEqualTo(State.OPEN);
    }

    @Test
    void retry_after_holds_it_until_the_latest_that_was_named() {
        LaneState lane = LaneState.OPEN
                .after(new LaneSignal.Busy(Optional.of(NOW.plusSeconds(60))), message(1), NOW, NO_JITTER)
                .after(new LaneSignal.Busy(Optional.of(NOW.plusSeconds(30))), message(2), NOW, NO_JITTER)
                .after(ANSWERED, message(3), NOW, NO_JITTER);
        assertThat(lane.notBefore()).contains(NOW.plusSeconds(60));
        assertThat(lane.state()).isEqualTo(State.OPEN);
    }

    private static LaneState broken() {
        LaneState lane = LaneState.OPEN;
        for (int i = 1; i <= 5; i++) {
            lane = lane.after(FAILED, message(i), NOW, NO_JITTER);
        }
        return lane;
    }

    private static NotificationId message(int n) {
        return new NotificationId(new UUID(0, n));
    }
}
