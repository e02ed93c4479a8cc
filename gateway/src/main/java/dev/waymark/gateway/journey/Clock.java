package dev.waymark.gateway.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long somebody has: elapsed time, business days or working hours of their calendar. */
public sealed interface Clock {

    /** Whether it counts the time alone in which its owner works. */
    default boolean inWorkingTime() {
        return !(this instanceof Elapsed);
    }

    /** When it has run out, started at {@code from}. */
    Instant due(Instant from, Calendar calendar);

    /** Time as it passes, whatever the calendar: {@code 24h}, {@code 7d}. */
    record Elapsed(Duration duration) implements Clock {
        public Elapsed {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("a clock runs for some time");
            }
        }

        @Override
        public Instant due(Instant from, Calendar calendar) {
            return from.plus(duration);
        }
    }

    /** Business days of the owner's calendar: {@code 2bd}. */
    record BusinessDays(int days) implements Clock {
        public BusinessDays {
            if (days < 1 || days > 366) {
                throw new IllegalArgumentException("business days are 1bd to 366bd");
            }
        }

        @Override
        public Instant due(Instant from, Calendar calendar) {
            return calendar.plusBusinessDays(from, days);
        }
    }

    /** Working hours of the owner's calendar: {@code 8wh}. */
    record WorkingTime(Duration time) implements Clock {
        public WorkingTime {
            if (time.compareTo(Duration.ofHours(1)) < 0 || time.compareTo(Duration.ofHours(2_000)) > 0) {
                throw new IllegalArgumentException("working hours are 1wh to 2000wh");
            }
        }

        @Override
        public Instant due(Instant from, Calendar calendar) {
            return calendar.plusWorkingTime(from, time);
        }
    }

    /** Reads {@code 30m}, {@code 24h}, {@code 7d}, {@code 2bd}, {@code 8wh}; throws {@link IllegalArgumentException} that says what to write. */
    static Clock of(String text) {
        Matcher form = Pattern.compile("(\\d{1,5})(m|h|d|bd|wh)").matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "must be a clock, such as 24h, 7d, or 2bd and 8wh for business days and working hours of the owner's"
                            + " calendar");
        }
        int amount = Integer.parseInt(form.group(1));
        return switch (form.group(2)) {
            case "m" -> new Elapsed(Duration.ofMinutes(amount));
            case "h" -> new Elapsed(Duration.ofHours(amount));
            case "d" -> new Elapsed(Duration.ofDays(amount));
            case "wh" -> new WorkingTime(Duration.ofHours(amount));
            default -> new BusinessDays(amount);
        };
    }
}
