package dev.waymark.gateway.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How time counts for a clock: as it passes, or in the working time of a calendar. Immutable.
 *
 * @param working the calendar; empty: as it passes
 */
public record Pace(Optional<Calendar> working) {

    private static final Duration DAY = Duration.ofDays(1);

    /** That of this clock, for somebody with this calendar. */
    static Pace of(Clock clock, Calendar calendar) {
        return new Pace(Optional.of(calendar).filter(any -> clock.inWorkingTime()));
    }

    /** How much of it lies between; negative where {@code until} is before {@code from}. */
    public Duration between(Instant from, Instant until) {
        if (working.isEmpty()) {
            return Duration.between(from, until);
        }
        return until.isBefore(from)
                ? working.get().workingTime(until, from).negated()
                : working.get().workingTime(from, until);
    }

    /** The first moment by which so much has passed since {@code from}; that itself for none. */
    public Instant plus(Instant from, Duration time) {
        return working.map(calendar -> calendar.plusWorkingTime(from, time)).orElseGet(() -> from.plus(time));
    }

    /** A day of it: 24 hours, or the working day as it is long in the mean of a week. */
    public Duration day() {
        return working.map(Pace::workingDay).orElse(DAY);
    }

    private static Duration workingDay(Calendar calendar) {
        int minutes = calendar.hours().values().stream()
                .mapToInt(open -> open.until() - open.from())
                .sum();
        return Duration.ofMinutes(minutes / calendar.hours().size());
    }

    /**
     * From when on three quarters of a clock are gone that began at {@code since}.
     *
     * @param due when it would have run out without a hold
     * @param end when it runs out
     */
    Instant threeQuarters(Instant since, Instant due, Instant end) {
        return plus(since, between(since, end).minus(between(since, due).dividedBy(4)));
    }
}
