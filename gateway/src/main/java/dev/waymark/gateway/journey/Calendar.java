package dev.waymark.gateway.journey;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * When somebody works: a time zone, hours for each weekday (a weekday without hours is free) and holidays. Thread-safe.
 *
 * <p>A business day later is the same local time on the next working day:
 *
 * <pre>
 *   from            Fri 15:00      Fri 20:00 (closed)     Sat 10:00
 *   counts from     Fri 15:00      Mon 08:00 (opening)    Mon 08:00
 *   + 1 bd          Mon 15:00      Tue 08:00              Tue 08:00
 * </pre>
 *
 * A day that closes before that time gives its closing, one that opens after it its opening. Where daylight saving skips
 * the local time, it is moved on by the gap; where it comes twice, the first is meant. Working time is what passes between
 * a day's opening and its closing, an hour that comes twice as two hours, one that is skipped as none.
 */
public final class Calendar {

    /** Monday to Friday, the whole day, UTC: for partners without a calendar and for whoever is no partner. */
    public static final Calendar DEFAULT = new Calendar(ZoneOffset.UTC, mondayToFriday(WorkingHours.ALL_DAY), Set.of());

    private final ZoneId zone;
    private final Map<DayOfWeek, WorkingHours> hours;
    private final Set<LocalDate> holidays;

    /** Throws {@link IllegalArgumentException} where no weekday has hours. */
    public Calendar(ZoneId zone, Map<DayOfWeek, WorkingHours> hours, Set<LocalDate> holidays) {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("a calendar needs hours on one weekday at least");
        }
        this.zone = zone;
        this.hours = Map.copyOf(hours);
        this.holidays = Set.copyOf(holidays);
    }

    /** The same hours from Monday to Friday: what a calendar without {@code hours} means, with the whole day. */
    public static Map<DayOfWeek, WorkingHours> mondayToFriday(WorkingHours each) {
        Map<DayOfWeek, WorkingHours> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day = DayOfWeek.MONDAY; day != DayOfWeek.SATURDAY; day = day.plus(1)) {
            week.put(day, each);
        }
        return week;
    }

    public ZoneId zone() {
        return zone;
    }

    public Map<DayOfWeek, WorkingHours> hours() {
        return hours;
    }

    public Set<LocalDate> holidays() {
        return holidays;
    }

    /** Whether somebody works on that day at all: no holiday, and hours that the clock does not skip. */
    public boolean isWorkingDay(LocalDate day) {
        WorkingHours open = hours.get(day.getDayOfWeek());
        return open != null
                && !holidays.contains(day)
                && open.opening(day, zone).isBefore(open.closing(day, zone));
    }

    /** How much of the time between the two is working time; zero where {@code until} is not after {@code from}. */
    public Duration workingTime(Instant from, Instant until) {
        Duration sum = Duration.ZERO;
        if (!from.isBefore(until)) {
            return sum;
        }
        LocalDate last = until.atZone(zone).toLocalDate();
        for (LocalDate day = dayBefore(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                Instant start = later(from, hoursOf(day).opening(day, zone).toInstant());
                Instant end = earlier(until, hoursOf(day).closing(day, zone).toInstant());
                sum = start.isBefore(end) ? sum.plus(Duration.between(start, end)) : sum;
            }
        }
        return sum;
    }

    /**
     * The earliest moment by which {@code time} of working time has passed since {@code from}: a closing rather than the
     * opening after it, and {@code from} itself for none.
     */
    public Instant plusWorkingTime(Instant from, Duration time) {
        Duration left = time;
        Instant reached = from;
        LocalDate day = isWorkingDay(dayBefore(from)) ? dayBefore(from) : nextWorkingDay(dayBefore(from));
        while (left.compareTo(Duration.ZERO) > 0) {
            Instant start = later(reached, hoursOf(day).opening(day, zone).toInstant());
            Instant end = hoursOf(day).closing(day, zone).toInstant();
            if (start.isBefore(end)) {
                Duration open = Duration.between(start, end);
                reached = open.compareTo(left) < 0 ? end : start.plus(left);
                left = left.minus(open);
            }
            day = nextWorkingDay(day);
        }
        return reached;
    }

    /** Where the clock is set back over midnight, a day's hours reach into the moments that bear the next one's date. */
    private LocalDate dayBefore(Instant at) {
        return at.atZone(zone).toLocalDate().minusDays(1);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** {@code days} business days after {@code from}; 0 gives the first working moment at or after {@code from}. */
    public Instant plusBusinessDays(Instant from, int days) {
        ZonedDateTime start = firstWorkingMoment(from.atZone(zone));
        LocalDate day = start.toLocalDate();
        for (int left = days; left > 0; left--) {
            day = nextWorkingDay(day);
        }
        ZonedDateTime wanted = ZonedDateTime.of(day, start.toLocalTime(), zone);
        return days == 0 ? start.toInstant() : within(hoursOf(day), day, wanted).toInstant();
    }

    private ZonedDateTime firstWorkingMoment(ZonedDateTime from) {
        LocalDate day = from.toLocalDate();
        if (isWorkingDay(day)) {
            if (from.isBefore(hoursOf(day).opening(day, zone))) {
                return hoursOf(day).opening(day, zone);
            }
            if (from.isBefore(hoursOf(day).closing(day, zone))) {
                return from;
            }
        }
        LocalDate next = nextWorkingDay(day);
        return hoursOf(next).opening(next, zone);
    }

    private ZonedDateTime within(WorkingHours open, LocalDate day, ZonedDateTime wanted) {
        ZonedDateTime opening = open.opening(day, zone);
        ZonedDateTime closing = open.closing(day, zone);
        if (wanted.isBefore(opening)) {
            return opening;
        }
        return wanted.isAfter(closing) ? closing : wanted;
    }

    private LocalDate nextWorkingDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isWorkingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private WorkingHours hoursOf(LocalDate day) {
        WorkingHours open = hours.get(day.getDayOfWeek());
        if (open == null) {
            throw new IllegalStateException("no working day: " + day);
        }
        return open;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Calendar calendar
                && zone.equals(calendar.zone)
                && hours.equals(calendar.hours)
                && holidays.equals(calendar.holidays);
    }

    @Override
    public int hashCode() {
        return zone.hashCode() * 31 + hours.hashCode();
    }
}
