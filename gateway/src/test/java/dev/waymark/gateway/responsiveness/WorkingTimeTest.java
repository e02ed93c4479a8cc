package dev.waymark.gateway.responsiveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.partners.Partner;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
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

    @Property(tries = 200)
    void a_window_ends_when_a_walk_from_day_to_day_would_come_to_its_end(@ForAll long seed) {
        Random random = new Random(seed);
        Map<PartnerId, Calendar> calendars =
                Map.of(new PartnerId("one"), calendar(random), new PartnerId("two"), calendar(random));
        Duration within = random.nextInt(10) == 0 ? Duration.ZERO : Duration.ofMinutes(random.nextInt(40_000));
        List<Instant> opens = IntStream.range(0, 30)
                .mapToObj(n -> FROM.plusSeconds(random.nextInt(400 * 86_400)))
                .map(open -> random.nextBoolean() ? open : open.truncatedTo(ChronoUnit.DAYS))
                .toList();
        OwnersHours hours = OwnersHours.working(
                calendars.entrySet().stream()
                        .map(one -> partner(one.getKey(), one.getValue()))
                        .toList(),
                FROM,
                FROM.plusSeconds(400 * 86_400));
        var ends = hours.windowEnds(Collections.min(opens), Collections.max(opens), within);

        for (Instant open : opens) {
            calendars.forEach((owner, calendar) ->
                    assertThat(ends.apply(owner, open)).isEqualTo(calendar.plusWorkingTime(open, within)));
            assertThat(ends.apply(new PartnerId("three"), open))
                    .isEqualTo(Calendar.DEFAULT.plusWorkingTime(open, within));
        }
    }

    private static Partner partner(PartnerId id, Calendar calendar) {
        return new Partner(
                id, id.value(), Set.of(), Set.of(), Optional.empty(), List.of(), Optional.of(calendar), false);
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
