package dev.waymark.gateway.journey;

import java.time.Duration;
import java.time.Instant;

/**
 * How time counts for a clock: as it passes, or, where the clock has business days or working hours, in the working time of
 * a calendar. Immutable.
 */
public final class Pace {

    private static final Duration DAY = Duration.ofDays(1);

    private final Clock clock;
    private final Calendar calendar;
    private final boolean working;

    private Pace(Clock clock, Calendar calendar) {
        this.clock = clock;
        this.calendar = calendar;
        this.working = !(clock instanceof Clock.Elapsed);
    }

    public static Pace of(Clock clock, Calendar calendar) {
        return new Pace(clock, calendar);
    }

    /** How much of it lies between; negative where {@code until} is before {@code from}. */
    public Duration between(Instant from, Instant until) {
        if (!working) {
            return Duration.between(from, until);
        }
        return until.isBefore(from) ? calendar.workingTime(until, from).negated() : calendar.workingTime(from, until);
    }

    /** The first moment by which so much has passed since {@code from}; that itself for none. */
    public Instant plus(Instant from, Duration time) {
        return working ? calendar.plusWorkingTime(from, time) : from.plus(time);
    }

    /** The whole clock, started at {@code from}. */
    public Duration whole(Instant from) {
        return between(from, clock.due(from, calendar));
    }

    /** A day of it: 24 hours, or the working day as it is long in the mean of a week. */
    public Duration day() {
        if (!working) {
            return DAY;
        }
        int minutes = calendar.hours().values().stream()
                .mapToInt(open -> open.until() - open.from())
                .sum();
        return Duration.ofMinutes(minutes / calendar.hours().size());
    }

    /** From when on three quarters of a clock are gone that began at {@code since} and ends, holds included, at {@code end}. */
    Instant threeQuarters(Instant since, Instant end) {
        return plus(since, between(since, end).minus(whole(since).dividedBy(4)));
    }
}
