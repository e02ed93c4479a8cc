package dev.waymark.gateway.cases;

import java.time.LocalTime;
import java.util.stream.Stream;

/**
 * When a person wants no texts, in their own zone; over midnight where {@code from} is later than {@code until}. Some
 * minute of the day that texts may go in at all is left: who wants none says so by consent.
 */
public record QuietHours(LocalTime from, LocalTime until) {

    /** Texts go from here on, on the person's own clock (47 CFR 64.1200(c)(1)). */
    public static final LocalTime DAY_OPENS = LocalTime.of(8, 0);

    /** And until before this. */
    public static final LocalTime DAY_CLOSES = LocalTime.of(21, 0);

    public QuietHours {
        if (!leaveTime(from, until)) {
            throw new IllegalArgumentException("quiet hours leave some minute from 08:00 to 21:00");
        }
    }

    /** Whether such hours leave any minute of the day. */
    public static boolean leaveTime(LocalTime from, LocalTime until) {
        return !from.equals(until)
                && Stream.of(DAY_OPENS, until).anyMatch(start -> isOfTheDay(start) && !covers(from, until, start));
    }

    /** Whether texts may go then at all, whoever they are to. */
    public static boolean isOfTheDay(LocalTime time) {
        return !time.isBefore(DAY_OPENS) && time.isBefore(DAY_CLOSES);
    }

    /** Whether this time is within them. */
    public boolean cover(LocalTime time) {
        return covers(from, until, time);
    }

    private static boolean covers(LocalTime from, LocalTime until, LocalTime time) {
        boolean begun = !time.isBefore(from);
        boolean notOver = time.isBefore(until);
        return from.isBefore(until) ? begun && notOver : begun || notOver;
    }
}
