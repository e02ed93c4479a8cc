package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;

/** Working time, day by day: of each working day between, what lies between. What was asked once is remembered. */
final class PlainWork implements PlainMeasure.Time {

    private record Span(String owner, Instant from, Instant until) {}

    private final Map<Span, Duration> known = new HashMap<>();
    private final Map<String, Calendar> calendars;

    PlainWork(Map<String, Calendar> calendars) {
        this.calendars = calendars;
    }

    @Override
    public Duration between(String owner, Instant from, Instant until) {
        return known.computeIfAbsent(
                new Span(owner, from, until),
                span -> between(calendars.getOrDefault(owner, Calendar.DEFAULT), from, until));
    }

    static Duration between(Calendar calendar, Instant from, Instant until) {
        if (until.isBefore(from)) {
            return between(calendar, until, from).negated();
        }
        Duration worked = Duration.ZERO;
        LocalDate last = until.atZone(calendar.zone()).toLocalDate();
        LocalDate day = from.atZone(calendar.zone()).toLocalDate().minusDays(1);
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            WorkingHours hours = calendar.hours().get(day.getDayOfWeek());
            if (hours == null || calendar.holidays().contains(day)) {
                continue;
            }
            Instant opens = at(day, hours.from(), calendar);
            Instant closes = at(day, hours.until(), calendar);
            Instant begin = opens.isBefore(from) ? from : opens;
            Instant end = closes.isAfter(until) ? until : closes;
            if (begin.isBefore(end)) {
                worked = worked.plus(Duration.between(begin, end));
            }
        }
        return worked;
    }

    /** A time that the clock skips is the moment at which it does. */
    private static Instant at(LocalDate day, int minute, Calendar calendar) {
        LocalDateTime wall = day.atStartOfDay().plusMinutes(minute);
        ZoneRules rules = calendar.zone().getRules();
        return rules.getValidOffsets(wall).isEmpty()
                ? rules.getTransition(wall).getInstant()
                : wall.toInstant(rules.getValidOffsets(wall).get(0));
    }
}
