package dev.waymark.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
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

class WorkingTimeTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration DAYS_LOOKED_AT = Duration.ofDays(6);

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T15:00, 3, 2026-11-20T18:00", // by closing, not by Monday's opening
        "2026-11-20T15:00, 4, 2026-11-23T09:00",
        "2026-11-20T20:00, 8, 2026-11-23T16:00",
        "2026-11-21T10:00, 10, 2026-11-23T18:00",
        "2026-11-25T14:00, 8, 2026-11-27T12:00" // Thanksgiving between
    })
    void working_hours_are_those_of_the_calendar(String from, int hours, String due) {
        Calendar calendar = new Calendar(
                NEW_YORK,
                Calendar.mondayToFriday(WorkingHours.of("08:00-18:00")),
                Set.of(LocalDate.parse("2026-11-26")));

        assertThat(Clock.of(hours + "wh").due(newYork(from), calendar)).isEqualTo(newYork(due));
        assertThat(calendar.workingTime(newYork(from), newYork(due))).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void nothing_passes_outside_working_hours_or_backwards() {
        Instant friday = Instant.parse("2026-11-21T00:00:00Z");
        Instant monday = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(Calendar.DEFAULT.workingTime(friday, monday)).isZero();
        assertThat(Calendar.DEFAULT.workingTime(monday, monday)).isZero();
        assertThat(Calendar.DEFAULT.workingTime(monday.plusSeconds(9), monday)).isZero();
        assertThat(Calendar.DEFAULT.plusWorkingTime(friday, Duration.ZERO)).isEqualTo(friday);
    }

    @Test
    void a_night_shift_is_an_hour_shorter_in_spring_and_an_hour_longer_in_autumn() {
        Calendar nights = sundays("01:00-05:00");

        assertThat(onDay(nights, "2026-03-08")).isEqualTo(Duration.ofHours(3));
        assertThat(onDay(nights, "2026-11-01")).isEqualTo(Duration.ofHours(5));
        assertThat(onDay(nights, "2026-06-07")).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void hours_that_daylight_saving_skips_make_no_working_day() {
        Calendar skipped = sundays("02:15-02:45");
        Instant saturday = newYork("2026-03-07T12:00");

        assertThat(onDay(skipped, "2026-03-08")).isZero();
        assertThat(skipped.isWorkingDay(LocalDate.parse("2026-03-08"))).isFalse();
        assertThat(skipped.plusBusinessDays(saturday, 0)).isEqualTo(newYork("2026-03-15T02:15"));
        assertThat(skipped.plusWorkingTime(saturday, Duration.ofMinutes(30))).isEqualTo(newYork("2026-03-15T02:45"));
    }

    @Property(tries = 300)
    void working_time_is_what_a_count_of_minutes_gives(
            @ForAll("calendars") Calendar calendar,
            @ForAll("minutes") Instant from,
            @ForAll @IntRange(min = 0, max = 5 * 24 * 60) int minutes) {
        Instant until = from.plusSeconds(minutes * 60L);

        long counted = 0;
        for (Instant minute = from; minute.isBefore(until); minute = minute.plusSeconds(60)) {
            counted += works(calendar, minute) ? 1 : 0;
        }
        assertThat(calendar.workingTime(from, until)).isEqualTo(Duration.ofMinutes(counted));
    }

    @Property(tries = 300)
    void what_is_added_is_what_passes_and_no_earlier_moment_would_do(
            @ForAll("calendars") Calendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 1, max = 60 * 60 * 60) int seconds) {
        Duration wanted = Duration.ofSeconds(seconds);
        Instant due = calendar.plusWorkingTime(from, wanted);

        assertThat(calendar.workingTime(from, due)).isEqualTo(wanted);
        assertThat(calendar.workingTime(from, due.minusMillis(1))).isEqualTo(wanted.minusMillis(1));
    }

    @Property(tries = 300)
    void a_time_in_two_parts_is_the_sum_of_both(
            @ForAll("calendars") Calendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @IntRange(min = 0, max = 900_000) int first,
            @ForAll @IntRange(min = 0, max = 900_000) int second) {
        Instant between = from.plusSeconds(first);
        Instant until = between.plusSeconds(second);

        assertThat(calendar.workingTime(from, between).plus(calendar.workingTime(between, until)))
                .isEqualTo(calendar.workingTime(from, until));
    }

    /**
     * Walks through the days before, minute by minute, as somebody with a watch would: a shift begins when the watch first
     * shows its opening or later, and is over when it first shows its closing or later.
     */
    private static boolean works(Calendar calendar, Instant at) {
        return isOpen(calendar, at.atZone(calendar.zone()).toLocalDate(), at)
                || isOpen(calendar, at.atZone(calendar.zone()).toLocalDate().minusDays(1), at);
    }

    private static boolean isOpen(Calendar calendar, LocalDate day, Instant at) {
        WorkingHours hours = calendar.hours().get(day.getDayOfWeek());
        return hours != null
                && !calendar.holidays().contains(day)
                && hasShown(calendar.zone(), day.atStartOfDay().plusMinutes(hours.from()), at)
                && !hasShown(calendar.zone(), day.atStartOfDay().plusMinutes(hours.until()), at);
    }

    /** No clock is set back by more than three hours. */
    private static boolean hasShown(ZoneId zone, LocalDateTime wall, Instant at) {
        for (int minute = 0; minute <= 180; minute++) {
            if (!at.minusSeconds(minute * 60L).atZone(zone).toLocalDateTime().isBefore(wall)) {
                return true;
            }
        }
        return false;
    }

    private static Duration onDay(Calendar calendar, String day) {
        Instant start = newYork(day + "T00:00");
        return calendar.workingTime(start, start.plus(Duration.ofHours(26)));
    }

    private static Calendar sundays(String hours) {
        return new Calendar(NEW_YORK, Map.of(DayOfWeek.SUNDAY, WorkingHours.of(hours)), Set.of());
    }

    private static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "America/New_York",
                        "Africa/Cairo", // set forward at midnight
                        "Australia/Lord_Howe", // by half an hour
                        "America/St_Johns", // in 2010 set back at 00:01, over midnight
                        "Pacific/Apia", // which had no 30 December 2011
                        "Asia/Kolkata")
                .map(ZoneId::of);
    }

    /** In the days around the changes of the clock, where mistakes are made, and anywhere else. */
    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> changes = Arbitraries.of(
                        "2026-03-08T07:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2026-04-23T22:00:00Z",
                        "2026-10-29T21:00:00Z",
                        "2026-04-04T15:00:00Z",
                        "2026-10-03T15:30:00Z",
                        "2010-11-07T02:31:00Z",
                        "2010-03-14T03:31:00Z",
                        "2011-12-30T10:00:00Z")
                .map(Instant::parse);
        Arbitrary<Instant> anywhere = Arbitraries.longs()
                .between(0, Duration.ofDays(730).toSeconds())
                .map(Instant.parse("2026-01-01T00:00:00Z")::plusSeconds);
        Arbitrary<Long> before = Arbitraries.longs().between(0, DAYS_LOOKED_AT.toMillis());
        return Combinators.combine(Arbitraries.oneOf(changes, changes, anywhere), before)
                .as((at, millis) -> at.minusMillis(millis).plusSeconds(86_400));
    }

    @Provide
    Arbitrary<Instant> minutes() {
        return instants().map(at -> Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 60) * 60));
    }

    @Provide
    Arbitrary<Calendar> calendars() {
        Arbitrary<WorkingHours> hours = Combinators.combine(
                        Arbitraries.integers().between(0, 24 * 60),
                        Arbitraries.integers().between(0, 24 * 60))
                .filter((one, other) -> !one.equals(other))
                .as((one, other) -> new WorkingHours(Math.min(one, other), Math.max(one, other)));
        Arbitrary<WorkingHours> edges = Arbitraries.of("00:00-24:00", "02:00-03:00", "23:00-24:00", "00:00-00:30")
                .map(WorkingHours::of);
        Arbitrary<Map<DayOfWeek, WorkingHours>> weeks = Arbitraries.maps(
                        Arbitraries.of(DayOfWeek.class), Arbitraries.oneOf(hours, edges))
                .ofMinSize(1)
                .ofMaxSize(7);
        Arbitrary<Set<LocalDate>> holidays = Arbitraries.integers()
                .between(0, 730)
                .map(LocalDate.of(2026, 1, 1)::plusDays)
                .set()
                .ofMaxSize(30);
        return Combinators.combine(zones(), weeks, holidays).as(Calendar::new);
    }
}
