package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * How much of a calendar's working time has passed at any moment of a span, in milliseconds, as steps that {@code
 * clock_millis} of V007 reads: within what begins at {@code starts[i]} it is {@code elapsed + shifts[i]}, and from its end
 * until the next begins {@code caps[i]}. What adjoins, such as whole days, is one step. Thread-safe.
 *
 * <pre>
 *   worked                        ________ caps[2]
 *                        ________/
 *   caps[0] ____________/ caps[1]
 *           starts[0]  starts[1]  starts[2]          ─▶ elapsed
 * </pre>
 */
final class WorkingTime {

    private final long[] starts;
    private final long[] shifts;
    private final long[] caps;

    private WorkingTime(long[] starts, long[] shifts, long[] caps) {
        this.starts = starts;
        this.shifts = shifts;
        this.caps = caps;
    }

    /** From {@code from}, when nothing has been worked, to {@code until}. */
    static WorkingTime of(Calendar calendar, Instant from, Instant until) {
        LocalDate last = until.atZone(calendar.zone()).toLocalDate();
        LocalDate first = from.atZone(calendar.zone()).toLocalDate().minusDays(1);
        Steps steps = new Steps(from.toEpochMilli());
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            WorkingHours hours = calendar.hours().get(day.getDayOfWeek());
            if (hours != null && calendar.isWorkingDay(day)) {
                steps.add(
                        hours.opening(day, calendar.zone()).toInstant().toEpochMilli(),
                        hours.closing(day, calendar.zone()).toInstant().toEpochMilli());
            }
        }
        return steps.done();
    }

    /** What has been worked at {@code moment}, which is of the span. */
    long at(Instant moment) {
        int step = Arrays.binarySearch(starts, moment.toEpochMilli());
        int i = step < 0 ? -step - 2 : step;
        return Math.min(moment.toEpochMilli() + shifts[i], caps[i]);
    }

    /** The earliest moment by which {@code time} more has been worked; it is of the span, like {@code from}. */
    Instant plus(Instant from, Duration time) {
        if (time.isZero()) {
            return from;
        }
        long worked = at(from) + time.toMillis();
        int step = Arrays.binarySearch(caps, worked);
        return Instant.ofEpochMilli(worked - shifts[step < 0 ? -step - 1 : step]);
    }

    String starts() {
        return array(starts);
    }

    String shifts() {
        return array(shifts);
    }

    String caps() {
        return array(caps);
    }

    /** As PostgreSQL reads an array. */
    private static String array(long[] values) {
        return Arrays.toString(values).replace('[', '{').replace(']', '}');
    }

    private static final class Steps {
        private long[] starts = new long[64];
        private long[] ends = new long[64];
        private int size = 1;

        Steps(long from) {
            starts[0] = from;
            ends[0] = from;
        }

        void add(long opening, long closing) {
            long from = Math.max(opening, ends[size - 1]);
            if (closing <= from) {
                return;
            }
            if (from == ends[size - 1]) {
                ends[size - 1] = closing;
                return;
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            starts[size] = from;
            ends[size++] = closing;
        }

        WorkingTime done() {
            long[] shifts = new long[size];
            long[] caps = new long[size];
            long worked = 0;
            for (int i = 0; i < size; i++) {
                shifts[i] = worked - starts[i];
                worked += ends[i] - starts[i];
                caps[i] = worked;
            }
            return new WorkingTime(Arrays.copyOf(starts, size), shifts, caps);
        }
    }
}
