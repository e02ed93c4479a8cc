package dev.waymark.gateway.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CarriedTimeTest {

    private static final Instant ZERO = Instant.parse("2026-03-11T09:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final CarriedTime time = new CarriedTime(ZERO, -5 * SECOND);

    @Test
    void it_is_carried_on_between_readings() {
        assertThat(time.at(25 * SECOND)).isEqualTo(ZERO.plusSeconds(30));
    }

    @Test
    void it_jumps_to_a_reading_that_is_ahead() {
        time.correct(ZERO.plusSeconds(3600), 5 * SECOND);
        assertThat(time.at(6 * SECOND)).isEqualTo(ZERO.plusSeconds(3601));
    }

    @Test
    void it_goes_at_half_speed_until_a_reading_behind_has_caught_up() {
        assertThat(time.at(95 * SECOND)).isEqualTo(ZERO.plusSeconds(100));
        time.correct(ZERO.plusSeconds(80), 95 * SECOND);
        assertThat(time.at(95 * SECOND)).isEqualTo(ZERO.plusSeconds(100));
        assertThat(time.at(105 * SECOND)).isEqualTo(ZERO.plusSeconds(105));
        assertThat(time.at(135 * SECOND)).isEqualTo(ZERO.plusSeconds(120));
        assertThat(time.at(195 * SECOND)).isEqualTo(ZERO.plusSeconds(180));
    }

    @Property
    void whatever_is_read_it_never_goes_back_and_never_stands(
            @ForAll @Size(max = 30) List<@IntRange(min = -5000, max = 5000) Integer> offs) {
        CarriedTime carried = new CarriedTime(ZERO, 0);
        long nanos = 0;
        Instant last = carried.at(nanos);
        for (int off : offs) {
            nanos += 60 * SECOND;
            carried.correct(ZERO.plusNanos(nanos).plusSeconds(off), nanos);
            nanos += 10 * SECOND;
            Instant now = carried.at(nanos);
            assertThat(Duration.between(last, now)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            last = now;
        }
    }
}
