package dev.waymark.gateway.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How soon people get round to things: most within the hour, some late, some never. What they do about one thing follows
 * from the seed and the thing, in whatever order things arrive. Immutable.
 *
 * @param soon the share of what they see to within the hour
 * @param late the share that takes them half a day to two days
 */
record Habits(long seed, double soon, double late) {

    /** After how long they see to it; empty: never. */
    Optional<Duration> after(String thing) {
        SplittableRandom random = of(thing);
        double luck = random.nextDouble();
        if (luck < soon) {
            return Optional.of(Duration.ofSeconds(90 + random.nextInt(55 * 60)));
        }
        return luck < soon + late
                ? Optional.of(Duration.ofMinutes(12 * 60 + random.nextInt(36 * 60)))
                : Optional.empty();
    }

    /** A number from 0 to 1 that belongs to this thing. */
    double luck(String thing) {
        return of("luck " + thing).nextDouble();
    }

    private SplittableRandom of(String thing) {
        return new SplittableRandom(seed * 1_000_003 + thing.hashCode());
    }
}
