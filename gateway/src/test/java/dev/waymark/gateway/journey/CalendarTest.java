package dev.waymark.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T15:00:00Z, 1, 2026-11-23T15:00:00Z", // Friday
        "2026-11-20T15:00:00Z, 2, 2026-11-24T15:00:00Z",
        "2026-11-18T15:00:00Z, 2, 2026-11-20T15:00:00Z",
        "2026-11-21T10:00:00Z, 1, 2026-11-24T00:00:00Z", // Saturday: all of Monday
        "2026-11-22T23:59:59.999Z, 1, 2026-11-24T00:00:00Z",
        "2026-11-23T00:00:00Z, 1, 2026-11-24T00:00:00Z",
        "2026-11-23T23:59:59.999Z, 5, 2026-11-30T23:59:59.999Z"
    })
    void without_a_calendar_business_days_are_monday_to_friday_in_utc(Instant from, int days, Instant due) {
        assertThat(Calendar.DEFAULT.plusBusinessDays(from, days)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T15:00, 1, 2026-11-23T15:00",
        "2026-11-20T20:00, 1, 2026-11-24T08:00", // after closing on Friday: from Monday's opening
        "2026-11-20T18:00, 1, 2026-11-24T08:00", // closing itself is no working moment
        "2026-11-20T07:00, 1, 2026-11-23T08:00",
        "2026-11-21T10:00, 2, 2026-11-25T08:00",
        "2026-11-25T09:00, 1, 2026-11-27T09:00", // Thanksgiving between
        "2026-11-26T09:00, 1, 2026-11-30T08:00" // on the holiday: from Friday's opening
    })
    void with_hours_and_holidays_the_clock_starts_in_working_time(String from, int days, String due) {
        Calendar calendar = new Calendar(
                NEW_YORK,
                Calendar.mondayToFriday(WorkingHours.of("08:00-18:00")),
                Set.of(LocalDate.parse("2026-11-26")));

        assertThat(calendar.plusBusinessDays(newYork(from), days)).isEqualTo(newYork(due));
    }

    @Test
    void a_day_that_closes_earlier_gives_its_closing_and_one_that_opens_later_its_opening() {
        Calendar calendar = new Calendar(
                NEW_YORK,
                Map.of(
                        DayOfWeek.MONDAY, WorkingHours.of("08:00-18:00"),
                        DayOfWeek.TUESDAY, WorkingHours.of("08:00-12:00"),
                        DayOfWeek.WEDNESDAY, WorkingHours.of("10:00-24:00")),
                Set.of());

        assertThat(calendar.plusBusinessDays(newYork("2026-11-23T15:00"), 1)).isEqualTo(newYork("2026-11-24T12:00"));
        assertThat(calendar.plusBusinessDays(newYork("2026-11-23T09:00"), 2)).isEqualTo(newYork("2026-11-25T10:00"));
        assertThat(calendar.plusBusinessDays(newYork("2026-11-23T15:00"), 3)).isEqualTo(newYork("2026-11-30T15:00"));
    }

    @Test
    void a_business_day_over_the_change_of_the_clock_keeps_the_local_time() {
        Calendar calendar = new Calendar(NEW_YORK, Calendar.mondayToFriday(WorkingHours.ALL_DAY), Set.of());
        Instant spring = newYork("2026-03-06T15:00");
        Instant autumn = newYork("2026-10-30T15:00");

        assertThat(Duration.between(spring, calendar.plusBusinessDays(spring, 1)))
                .isEqualTo(Duration.ofHours(71));
        assertThat(Duration.between(autumn, calendar.plusBusinessDays(autumn, 1)))
                .isEqualTo(Duration.ofHours(73));
    }

    @Test
    void a_local_time_that_daylight_saving_skips_is_moved_on() {
        Calendar everyDay = new Calendar(NEW_YORK, everyDay(), Set.of());

        assertThat(everyDay.plusBusinessDays(newYork("2026-03-07T02:30"), 1)).isEqualTo(newYork("2026-03-08T03:30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8:00-18:00", "08:00-24:01", "18:00-08:00", "08:00-08:00", "08:60-09:00", "08:00", ""})
    void hours_that_are_none_are_refused(String hours) {
        assertThatThrownBy(() -> WorkingHours.of(hours)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void somebody_who_never_works_has_no_calendar() {
        assertThatThrownBy(() -> new Calendar(NEW_YORK, Map.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 400)
    void as_many_working_days_pass_as_were_asked_for(
            @ForAll("calendars") Calendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 1, max = 40) int days) {
        ZonedDateTime start = workingFrom(calendar, from.atZone(calendar.zone()));
        ZonedDateTime due = calendar.plusBusinessDays(from, days).atZone(calendar.zone());
        LocalDate lastDay = due.toLocalTime().equals(LocalTime.MIDNIGHT)
                        && !start.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? due.toLocalDate().minusDays(1)
                : due.toLocalDate();

        long passed = start.toLocalDate()
                .datesUntil(lastDay)
                .map(day -> day.plusDays(1))
                .filter(calendar::isWorkingDay)
                .count();
        assertThat(passed).isEqualTo(days);
        assertThat(calendar.isWorkingDay(lastDay)).isTrue();
    }

    @Property(tries = 400)
    void the_local_time_is_kept_unless_the_clock_skips_it(
            @ForAll("zones") ZoneId zone,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 1, max = 40) int days) {
        Calendar calendar = new Calendar(zone, everyDay(), Set.of());
        ZonedDateTime start = from.atZone(zone);
        ZonedDateTime due = calendar.plusBusinessDays(from, days).atZone(zone);
        ZonedDateTime expected = start.toLocalDateTime().plusDays(days).atZone(zone);

        assertThat(due.toInstant()).isEqualTo(expected.toInstant());
        if (zone.getRules()
                        .getValidOffsets(start.toLocalDateTime().plusDays(days))
                        .size()
                == 1) {
            assertThat(due.toLocalTime()).isEqualTo(start.toLocalTime());
        }
    }

    @Property(tries = 400)
    void the_first_working_moment_is_the_first_minute_at_which_somebody_works(
            @ForAll("calendars") Calendar calendar, @ForAll("instants") Instant from) {
        assertThat(calendar.plusBusinessDays(from, 0))
                .isEqualTo(workingFrom(calendar, from.atZone(calendar.zone())).toInstant());
    }

    /** Looks at one minute after the other: slow, and nothing like the code under test. */
    private static ZonedDateTime workingFrom(Calendar calendar, ZonedDateTime from) {
        if (works(calendar, from)) {
            return from;
        }
        Instant minute = Instant.ofEpochSecond(Math.floorDiv(from.toEpochSecond(), 60) * 60);
        do {
            minute = minute.plusSeconds(60);
        } while (!works(calendar, minute.atZone(calendar.zone())));
        return minute.atZone(calendar.zone());
    }

    private static boolean works(Calendar calendar, ZonedDateTime at) {
        WorkingHours hours = calendar.hours().get(at.getDayOfWeek());
        int minute = at.getHour() * 60 + at.getMinute();
        return hours != null
                && !calendar.holidays().contains(at.toLocalDate())
                && minute >= hours.from()
                && minute < hours.until();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "America/New_York",
                        "Africa/Cairo",
                        "Australia/Lord_Howe",
                        "Asia/Kolkata",
                        "Europe/Madrid")
                .map(ZoneId::of);
    }

    /** Around the changes of the clock of 2026 and 2027, and in between. */
    @Provide
    Arbitrary<Instant> instants() {
        long year = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        return Arbitraries.longs()
                .between(0, Duration.ofDays(730).toMillis())
                .map(millis -> Instant.ofEpochMilli(year + millis));
    }

    @Provide
    Arbitrary<Calendar> calendars() {
        Arbitrary<WorkingHours> hours = Combinators.combine(
                        Arbitraries.integers().between(4 * 60, 11 * 60),
                        Arbitraries.integers().between(12 * 60, 24 * 60))
                .as(WorkingHours::new);
        Arbitrary<Map<DayOfWeek, WorkingHours>> weeks = Arbitraries.maps(Arbitraries.of(DayOfWeek.class), hours)
                .ofMinSize(1)
                .ofMaxSize(7);
        Arbitrary<Set<LocalDate>> holidays = Arbitraries.integers()
                .between(0, 760)
                .map(day -> LocalDate.of(2026, 1, 1).plusDays(day))
                .set()
                .ofMaxSize(30);
        return Combinators.combine(zones(), weeks, holidays).as(Calendar::new);
    }

    private static Map<DayOfWeek, WorkingHours> everyDay() {
        Map<DayOfWeek, WorkingHours> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, WorkingHours.ALL_DAY);
        }
        return week;
    }

    private static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }
}
