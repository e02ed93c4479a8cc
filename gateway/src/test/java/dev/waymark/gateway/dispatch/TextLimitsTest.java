package dev.waymark.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.outbox.PgSentLately.Lately;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextLimitsTest {

    private static final Instant NOW = Instant.parse("2026-03-11T15:00:00Z");
    private static final TextLimits LIMITS = new TextLimits(3, 5);

    @Test
    void a_number_gets_so_many_an_hour_and_the_next_an_hour_after_the_first_of_them() {
        assertThat(LIMITS.heldUntil(sent(10, 20), NOW)).isEmpty();
        assertThat(LIMITS.heldUntil(sent(10, 20, 30), NOW)).contains(NOW.plus(Duration.ofMinutes(30)));
        assertThat(LIMITS.heldUntil(sent(10, 20, 60), NOW)).isEmpty();
    }

    @Test
    void a_number_gets_so_many_a_day() {
        assertThat(LIMITS.heldUntil(sent(100, 200, 300, 400, 500), NOW))
                .contains(NOW.plus(Duration.ofMinutes(24 * 60 - 500)));
    }

    @Test
    void what_is_under_way_counts_until_it_is_known() {
        Lately lately = new Lately(sent(10).sent(), 2);
        assertThat(LIMITS.heldUntil(lately, NOW)).contains(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void nobody_ever_gets_more_within_any_hour_or_day() {
        List<Instant> sent = new ArrayList<>();
        Instant now = NOW;
        while (sent.size() < 50) {
            Instant at = now;
            now = LIMITS.heldUntil(new Lately(newestWithinADay(sent, at), 0), at)
                    .orElseGet(() -> {
                        sent.add(at);
                        return at;
                    });
        }
        for (Instant one : sent) {
            assertThat(within(sent, one, Duration.ofHours(1))).isLessThanOrEqualTo(3);
            assertThat(within(sent, one, Duration.ofDays(1))).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void a_limit_of_zero_is_none() {
        assertThat(new TextLimits(0, 0).heldUntil(sent(IntStream.range(0, 99).toArray()), NOW))
                .isEmpty();
    }

    private static List<Instant> newestWithinADay(List<Instant> sent, Instant now) {
        return sent.stream()
                .filter(now.minus(Duration.ofDays(1))::isBefore)
                .sorted((a, b) -> b.compareTo(a))
                .toList();
    }

    private static long within(List<Instant> sent, Instant from, Duration window) {
        return sent.stream()
                .filter(one -> !one.isBefore(from) && one.isBefore(from.plus(window)))
                .count();
    }

    private static Lately sent(int... minutesAgo) {
        Stream<Instant> times = IntStream.of(minutesAgo).mapToObj(ago -> NOW.minus(Duration.ofMinutes(ago)));
        return new Lately(times.toList(), 0);
    }
}
