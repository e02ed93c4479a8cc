package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.QuietHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When texts may go: from 08:00 until before 21:00 on the clock of the person's own zone (47 CFR 64.1200(c)(1)), less
 * what they asked to be left alone in. Pure; right on daylight-saving days, since it is the local clock that is asked.
 */
public final class TextHours {

    /** A start that a clock change skips today is there tomorrow. */
    private static final int DAYS_AHEAD = 3;

    /** What was held goes out over so long (protocol, section 7). */
    private static final int SPREAD_SECONDS = 600;

    private final ZoneId zone;
    private final Optional<QuietHours> quiet;

    public TextHours(ZoneId zone, Optional<QuietHours> quiet) {
        this.zone = zone;
        this.quiet = quiet;
    }

    public boolean allow(Instant instant) {
        LocalTime time = instant.atZone(zone).toLocalTime();
        return QuietHours.isOfTheDay(time)
                && quiet.map(hours -> !hours.cover(time)).orElse(true);
    }

    /** The first allowed instant at or after {@code instant}: itself, 08:00, or the end of the person's quiet hours. */
    public Instant next(Instant instant) {
        if (allow(instant)) {
            return instant;
        }
        LocalDate today = instant.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(day ->
                        starts().map(start -> day.atTime(start).atZone(zone).toInstant()))
                .filter(start -> !start.isBefore(instant) && allow(start))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("no allowed hour in " + zone + " after " + instant));
    }

    /**
     * {@code instant} itself where it is allowed; else some second of the first ten minutes that are, less where the hours
     * allow fewer. The same {@code draw}, any number, gives the same.
     */
    public Instant held(Instant instant, long draw) {
        Instant next = next(instant);
        if (next.equals(instant)) {
            return next;
        }
        long seconds = Math.floorMod(draw, SPREAD_SECONDS);
        while (!allow(next.plusSeconds(seconds))) {
            seconds /= 2;
        }
        return next.plusSeconds(seconds);
    }

    private Stream<LocalTime> starts() {
        return Stream.concat(Stream.of(QuietHours.DAY_OPENS), quiet.map(QuietHours::until).stream());
    }
}
