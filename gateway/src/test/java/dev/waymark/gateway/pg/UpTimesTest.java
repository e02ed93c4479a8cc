package dev.waymark.gateway.pg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.pg.UpTimes.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UpTimesTest {

    private static final Instant ZERO = Instant.parse("2026-03-11T00:00:00Z");

    @Test
    void four_hours_of_up_time_pass_over_a_night_that_was_down() {
        UpTimes up = UpTimes.of(List.of(run(8, 11), run(20, 30)));
        assertThat(up.after(hour(10), Duration.ofHours(4))).contains(hour(23));
    }

    @Test
    void nodes_that_run_beside_each_other_count_once() {
        UpTimes up = UpTimes.of(List.of(run(0, 3), run(1, 2), run(2, 6)));
        assertThat(up.after(hour(0), Duration.ofHours(4))).contains(hour(4));
    }

    @Test
    void nothing_has_passed_while_too_little_is_recorded() {
        UpTimes up = UpTimes.of(List.of(run(0, 3)));
        assertThat(up.after(hour(0), Duration.ofHours(4))).isEmpty();
        assertThat(UpTimes.of(List.of()).after(hour(0), Duration.ZERO)).isEmpty();
    }

    @Property
    void it_agrees_with_counting_minute_by_minute(
            @ForAll("runs") List<Run> runs,
            @ForAll @IntRange(max = 200) int start,
            @ForAll @IntRange(min = 1, max = 100) int minutes) {
        assertThat(UpTimes.of(runs).after(minute(start), Duration.ofMinutes(minutes)))
                .isEqualTo(counted(runs, start, minutes));
    }

    @Property
    void the_order_of_the_runs_does_not_matter(@ForAll("runs") List<Run> runs, @ForAll @IntRange(max = 100) int up) {
        List<Run> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        assertThat(UpTimes.of(reversed).after(ZERO, Duration.ofMinutes(up)))
                .isEqualTo(UpTimes.of(runs).after(ZERO, Duration.ofMinutes(up)));
    }

    @Provide
    Arbitrary<List<Run>> runs() {
        Arbitrary<Integer> from = Arbitraries.integers().between(0, 200);
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 60);
        return Combinators.combine(from, length)
                .as((start, minutes) -> new Run(minute(start), minute(start + minutes)))
                .list()
                .ofMaxSize(8);
    }

    private static Optional<Instant> counted(List<Run> runs, int start, int minutes) {
        BitSet up = new BitSet();
        for (Run run : runs) {
            up.set((int) ZERO.until(run.from(), ChronoUnit.MINUTES), (int) ZERO.until(run.until(), ChronoUnit.MINUTES));
        }
        int missing = minutes;
        for (int minute = start; minute < up.length(); minute++) {
            if (up.get(minute) && --missing == 0) {
                return Optional.of(minute(minute + 1));
            }
        }
        return Optional.empty();
    }

    private static Run run(int from, int until) {
        return new Run(hour(from), hour(until));
    }

    private static Instant hour(int n) {
        return ZERO.plus(Duration.ofHours(n));
    }

    private static Instant minute(int n) {
        return ZERO.plus(Duration.ofMinutes(n));
    }
}
