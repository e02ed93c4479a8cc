package dev.waymark.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.ChannelKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final RandomGenerator NO_JITTER = () -> 0L;

    @Test
    void a_webhook_is_tried_eleven_times_over_three_days() {
        assertThat(waits(ChannelKind.WEBHOOK))
                .containsExactly("PT5S", "PT1M", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H");
    }

    @Test
    void mail_follows_the_same_schedule_for_a_day() {
        assertThat(waits(ChannelKind.EMAIL)).containsExactly("PT5S", "PT1M", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H");
    }

    @Test
    void a_text_is_tried_five_times_within_the_hour() {
        assertThat(waits(ChannelKind.SMS)).containsExactly("PT15S", "PT1M", "PT5M", "PT30M");
    }

    @Test
    void a_refused_webhook_is_tried_three_times_more_and_refused_mail_and_texts_not_again() {
        assertThat(refused(ChannelKind.WEBHOOK, 1, Optional.empty())).contains(Duration.ofSeconds(5));
        assertThat(refused(ChannelKind.WEBHOOK, 2, Optional.empty())).contains(Duration.ofHours(1));
        assertThat(refused(ChannelKind.WEBHOOK, 3, Optional.empty())).contains(Duration.ofHours(1));
        assertThat(refused(ChannelKind.WEBHOOK, 4, Optional.empty())).isEmpty();
        assertThat(refused(ChannelKind.EMAIL, 1, Optional.empty())).isEmpty();
        assertThat(refused(ChannelKind.SMS, 1, Optional.empty())).isEmpty();
    }

    @Test
    void retry_after_puts_an_attempt_later_up_to_a_day_and_never_earlier() {
        assertThat(deferred(Duration.ofSeconds(1))).contains(Duration.ofSeconds(5));
        assertThat(deferred(Duration.ofMinutes(7))).contains(Duration.ofMinutes(7));
        assertThat(deferred(Duration.ofDays(9))).contains(Duration.ofHours(24));
    }

    @Test
    void retry_after_puts_the_attempt_after_a_refusal_later_and_adds_none() {
        assertThat(refused(ChannelKind.WEBHOOK, 1, Optional.of(Duration.ofMinutes(7))))
                .contains(Duration.ofMinutes(7));
        assertThat(refused(ChannelKind.WEBHOOK, 2, Optional.of(Duration.ofMinutes(7))))
                .contains(Duration.ofHours(1));
        assertThat(refused(ChannelKind.WEBHOOK, 4, Optional.of(Duration.ofMinutes(7))))
                .isEmpty();
    }

    @Test
    void jitter_adds_up_to_a_fifth_and_takes_nothing_away() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Duration wait = RetrySchedule.afterDeferral(ChannelKind.WEBHOOK, 2, Optional.empty(), random)
                    .orElseThrow();
            assertThat(wait).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        }
    }

    private static Optional<Duration> refused(ChannelKind channel, int refusals, Optional<Duration> retryAfter) {
        return RetrySchedule.afterRefusal(channel, refusals, retryAfter, NO_JITTER);
    }

    private static Optional<Duration> deferred(Duration retryAfter) {
        return RetrySchedule.afterDeferral(ChannelKind.WEBHOOK, 1, Optional.of(retryAfter), NO_JITTER);
    }

    private static List<String> waits(ChannelKind channel) {
        List<String> waits = new ArrayList<>();
        Optional<Duration> wait = RetrySchedule.afterDeferral(channel, 1, Optional.empty(), NO_JITTER);
        for (int attempt = 2; wait.isPresent(); attempt++) {
            waits.add(wait.get().toString());
            wait = RetrySchedule.afterDeferral(channel, attempt, Optional.empty(), NO_JITTER);
        }
        return waits;
    }
}
