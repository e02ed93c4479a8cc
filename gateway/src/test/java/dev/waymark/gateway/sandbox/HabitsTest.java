package dev.waymark.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HabitsTest {

    private final Habits habits = new Habits(7, 0.8, 0.12);

    @Test
    void the_same_thing_is_always_seen_to_alike() {
        assertThat(habits.after("rx-one C-1001 schedule-delivery"))
                .isEqualTo(new Habits(7, 0.8, 0.12).after("rx-one C-1001 schedule-delivery"));
    }

    @Test
    void most_is_seen_to_within_the_hour_some_late_some_never() {
        List<Optional<Duration>> all = IntStream.range(0, 1000)
                .mapToObj(i -> habits.after("thing " + i))
                .toList();
        long soon = all.stream()
                .filter(after ->
                        after.filter(d -> d.compareTo(Duration.ofHours(1)) < 0).isPresent())
                .count();
        long never = all.stream().filter(Optional::isEmpty).count();
        assertThat(soon).isBetween(750L, 850L);
        assertThat(never).isBetween(50L, 110L);
        assertThat(1000 - soon - never).isBetween(80L, 160L);
    }
}
