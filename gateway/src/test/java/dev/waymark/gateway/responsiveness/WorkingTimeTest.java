package dev.waymark.gateway.responsiveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Working time as steps against the same counted day by day, in zones that change their clocks in their own ways. */
class WorkingTimeTest {

    private static final Instant FROM = Instant.parse("2025-12-20T07:31:00Z");
    private static final String[] ZONES = {
        "UTC",
        "America/New_York",
        "Europe/Lisbon",
        "Australia/Lord_Howe", // half an hour
        "America/Santiago", // at midnight
        "Africa/Cairo",
        "Asia/Kolkata",
        "Pacific/Chatham"
    };

    @Property(tries = 1_000)
    void worked_is_what_the_days_between_have(@ForAll long seed) {
        Random random = new Random(seed);
        Calendar calendar = calendar(random);
        Instant until = FROM.plusSeconds(random.nextInt(400 * 86_400));
        WorkingTime time = WorkingTime.of(calendar, FROM, until);

        for (int n = 0; n < 20; n++) {
            Instant moment = FROM.plusMillis(
                    (long) (random.nextDouble() * Duration.between(FROM, until).toMillis()));
            assertThat(time.at(moment))
                    .isEqualTo(PlainWork.between(calendar, FROM, moment).toMillis())
                    .isEqualTo(calendar.workingTime(FROM, moment).toMillis());
        }
    }

    /** Some days of the week, some minutes of the day, a few of the year's days free. */
    private static Calendar calendar(Random random) {
        Map<DayOfWeek, WorkingHours> hours = new EnumMap<>(DayOfWeek.class);
        hours.put(DayOfWeek.WEDNESDAY, hours(random));
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(4) > 0) {
                hours.put(day, hours(random));
            }
        }
        Set<LocalDate> holidays = new HashSet<>();
        for (int n = random.nextInt(10); n > 0; n--) {
            holidays.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)));
        }
        return new Calendar(ZoneId.of(ZONES[random.nextInt(ZONES.length)]), hours, holidays);
    }

    private static WorkingHours hours(Random random) {
        if (random.nextInt(4) == 0) {
            return WorkingHours.ALL_DAY;
        }
        int from = random.nextInt(20 * 60);
        return new WorkingHours(from, from + 61 + random.nextInt(1440 - from - 60));
    }
}
