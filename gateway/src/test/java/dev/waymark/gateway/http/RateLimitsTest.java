package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final PartnerId PHARMACY = new PartnerId("rx-one");

    private Instant now = Instant.parse("2026-11-21T15:00:00Z");
    private final Clocks clocks = new Clocks() {
        @Override
        public Instant business() {
            throw new AssertionError("limits run on the steady clock");
        }

        @Override
        public Instant steady() {
            return now;
        }
    };

    @Test
    void a_burst_passes_and_what_is_beyond_it_is_told_when_to_come_again() {
        RateLimits limits = new RateLimits(clocks, 10, 20);
        for (int i = 0; i < 20; i++) {
            limits.take(PHARMACY);
        }
        Problem problem = catchThrowableOfType(Problem.class, () -> limits.take(PHARMACY));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo("rate-limited");
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void tokens_come_back_at_the_rate_and_never_above_the_burst() {
        RateLimits limits = new RateLimits(clocks, 10, 2);
        take(limits, 2);
        now = now.plus(Duration.ofMillis(100));
        take(limits, 1);
        now = now.plus(Duration.ofHours(1));
        take(limits, 2);
        assertThat(catchThrowableOfType(Problem.class, () -> limits.take(PHARMACY)))
                .isNotNull();
    }

    @Test
    void a_batch_counts_as_its_events_and_one_over_the_burst_passes_a_full_bucket_and_overdraws_it() {
        RateLimits limits = new RateLimits(clocks, 10, 20);
        take(limits, 1);
        limits.takeAs(PHARMACY, 30);
        Problem next = catchThrowableOfType(Problem.class, () -> limits.take(PHARMACY));
        assertThat(next.headers()).containsEntry("Retry-After", "2");
        now = now.plus(Duration.ofMillis(1_100));
        take(limits, 1);
        Problem second = catchThrowableOfType(Problem.class, () -> limits.takeAs(PHARMACY, 2));
        assertThat(second.status()).isEqualTo(429);
        now = now.plus(Duration.ofMillis(200));
        take(limits, 1);
        limits.takeAs(PHARMACY, 2);
    }

    @Test
    void one_partner_does_not_spend_anothers() {
        RateLimits limits = new RateLimits(clocks, 1, 1);
        limits.take(PHARMACY);
        assertThatCode(() -> limits.take(new PartnerId("acme-hub"))).doesNotThrowAnyException();
    }

    @Test
    void nought_is_no_limit() {
        take(new RateLimits(clocks, 0, 0), 10_000);
    }

    private static void take(RateLimits limits, int times) {
        for (int i = 0; i < times; i++) {
            limits.take(PHARMACY);
        }
    }
}
