package dev.waymark.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.cases.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextHoursTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final TextHours PLAIN = new TextHours(NEW_YORK, Optional.empty());

    @Test
    void twenty_fifty_nine_goes_and_twenty_one_waits_until_eight() {
        assertThat(PLAIN.allow(at("2026-11-21T20:59:59"))).isTrue();
        assertThat(PLAIN.next(at("2026-11-21T21:00:00"))).isEqualTo(at("2026-11-22T08:00:00"));
        assertThat(PLAIN.allow(at("2026-11-22T07:59:59"))).isFalse();
        assertThat(PLAIN.allow(at("2026-11-22T08:00:00"))).isTrue();
    }

    @Test
    void a_night_that_loses_an_hour_ends_at_eight_all_the_same() {
        assertThat(PLAIN.next(at("2027-03-13T22:00:00"))).isEqualTo(Instant.parse("2027-03-14T12:00:00Z"));
    }

    @Test
    void a_night_that_gains_an_hour_ends_at_eight_all_the_same() {
        assertThat(PLAIN.next(at("2026-10-31T22:00:00"))).isEqualTo(Instant.parse("2026-11-01T13:00:00Z"));
    }

    @Test
    void a_persons_quiet_hours_widen_the_night_and_do_not_narrow_it() {
        TextHours early = new TextHours(NEW_YORK, quiet("18:00", "10:00"));
        assertThat(early.next(at("2026-11-21T17:59:59"))).isEqualTo(at("2026-11-21T17:59:59"));
        assertThat(early.next(at("2026-11-21T18:00:00"))).isEqualTo(at("2026-11-22T10:00:00"));
        TextHours narrow = new TextHours(NEW_YORK, quiet("23:00", "05:00"));
        assertThat(narrow.next(at("2026-11-21T22:00:00"))).isEqualTo(at("2026-11-22T08:00:00"));
    }

    @Test
    void quiet_hours_at_noon_hold_until_they_end() {
        TextHours siesta = new TextHours(NEW_YORK, quiet("12:00", "14:30"));
        assertThat(siesta.next(at("2026-11-21T13:00:00"))).isEqualTo(at("2026-11-21T14:30:00"));
    }

    @Test
    void quiet_hours_that_leave_no_minute_are_none() {
        assertThat(QuietHours.leaveTime(LocalTime.of(8, 0), LocalTime.of(21, 0)))
                .isFalse();
        assertThat(QuietHours.leaveTime(LocalTime.MIDNIGHT, LocalTime.of(23, 59)))
                .isFalse();
        assertThat(QuietHours.leaveTime(LocalTime.NOON, LocalTime.NOON)).isFalse();
        assertThat(QuietHours.leaveTime(LocalTime.of(8, 1), LocalTime.of(8, 0))).isTrue();
        assertThat(QuietHours.leaveTime(LocalTime.of(21, 0), LocalTime.of(20, 59)))
                .isTrue();
    }

    @Property
    void what_was_held_goes_out_in_the_ten_minutes_after_the_quiet_hours_however_few_are_left(
            @ForAll long draw, @ForAll @IntRange(min = 1, max = 700) int openMinutes) {
        LocalTime closes = LocalTime.of(9, 0).plusMinutes(openMinutes);
        TextHours hours = new TextHours(NEW_YORK, Optional.of(new QuietHours(closes, LocalTime.of(9, 0))));
        Instant opens = at("2026-11-22T09:00:00");
        Instant held = hours.held(at("2026-11-21T22:00:00"), draw);
        assertThat(held).isBetween(opens, opens.plusSeconds(599));
        assertThat(hours.allow(held)).isTrue();
        Instant allowed = opens.plusSeconds(30);
        assertThat(hours.held(allowed, draw)).isEqualTo(allowed);
    }

    @Test
    void what_was_held_does_not_all_go_at_once() {
        Instant night = at("2026-11-21T22:00:00");
        assertThat(LongStream.range(0, 600).mapToObj(draw -> PLAIN.held(night, draw)))
                .doesNotHaveDuplicates();
    }

    @Property
    void the_next_allowed_instant_is_allowed_and_none_before_it_is(
            @ForAll @LongRange(min = 1_770_000_000L, max = 1_830_000_000L) long second,
            @ForAll @IntRange(max = 1_439) int from,
            @ForAll @IntRange(max = 1_439) int until,
            @ForAll @IntRange(max = 2) int zone) {
        LocalTime begin = LocalTime.ofSecondOfDay(from * 60L);
        LocalTime end = LocalTime.ofSecondOfDay(until * 60L);
        Assume.that(QuietHours.leaveTime(begin, end));
        ZoneId where = ZoneId.of(new String[] {"America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"}[zone]);
        TextHours hours = new TextHours(where, Optional.of(new QuietHours(begin, end)));
        Instant now = Instant.ofEpochSecond(second);
        Instant next = hours.next(now);
        assertThat(hours.allow(next)).isTrue();
        assertThat(next).isAfterOrEqualTo(now);
        assertThat(Duration.between(now, next)).isLessThan(Duration.ofHours(26));
        for (Instant before = now; before.isBefore(next); before = before.plusSeconds(600)) {
            assertThat(hours.allow(before)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-11-01", // 02:00 becomes 01:00
        "America/New_York, 2027-03-14", // 02:00 becomes 03:00
        "Australia/Adelaide, 2026-10-04", // half an hour off the full one
        "Australia/Adelaide, 2027-04-04",
        "Australia/Lord_Howe, 2026-10-04", // changes by half an hour
        "Australia/Lord_Howe, 2027-04-04"
    })
    void on_the_day_of_a_clock_change_the_last_second_before_nine_goes_and_nine_waits_until_eight(
            ZoneId zone, LocalDate changes) {
        assertThat(zone.getRules().nextTransition(changes.atStartOfDay(zone).toInstant()))
                .matches(change -> change.getDateTimeBefore().toLocalDate().equals(changes));
        TextHours hours = new TextHours(zone, Optional.empty());
        for (LocalDate day : List.of(changes.minusDays(1), changes)) {
            Instant last = day.atTime(20, 59, 59).atZone(zone).toInstant();
            Instant opens = day.plusDays(1).atTime(8, 0).atZone(zone).toInstant();
            assertThat(hours.next(last)).isEqualTo(last);
            assertThat(hours.next(last.plusMillis(999))).isEqualTo(last.plusMillis(999));
            assertThat(hours.next(last.plusSeconds(1))).isEqualTo(opens);
            assertThat(hours.next(opens.minusMillis(1))).isEqualTo(opens);
            assertThat(hours.next(opens)).isEqualTo(opens);
        }
        Duration nightOfTheChange = Duration.between(
                changes.minusDays(1).atTime(21, 0).atZone(zone),
                changes.atTime(8, 0).atZone(zone));
        assertThat(nightOfTheChange.toMinutes()).isIn(600L, 630L, 690L, 720L);
    }

    @Property
    void around_every_clock_change_texts_go_from_eight_until_before_nine_on_the_local_clock_and_at_no_other_time(
            @ForAll @IntRange(max = 2) int zone,
            @ForAll @IntRange(max = 9) int change,
            @ForAll @LongRange(min = -259_200_000, max = 259_200_000) long millis,
            @ForAll long draw) {
        ZoneId where = ZoneId.of(new String[] {"America/New_York", "Australia/Adelaide", "Australia/Lord_Howe"}[zone]);
        Instant now = change(where, change).plusMillis(millis);
        TextHours hours = new TextHours(where, Optional.empty());
        int hour = now.atZone(where).getHour();
        assertThat(hours.allow(now)).isEqualTo(hour >= 8 && hour < 21);

        Instant next = hours.next(now);
        Instant minute = now;
        while (!isDay(minute, where)) {
            minute = minute.plusMillis(60_000 - Math.floorMod(minute.toEpochMilli(), 60_000));
        }
        assertThat(next).as("the first minute of the day that a walk meets").isEqualTo(minute);
        Instant held = hours.held(now, draw);
        assertThat(Duration.between(next, held))
                .isBetween(Duration.ZERO, Duration.ofSeconds(next.equals(now) ? 0 : 599));
        assertThat(isDay(held, where)).isTrue();
    }

    private static Instant change(ZoneId zone, int which) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i <= which; i++) {
            at = zone.getRules().nextTransition(at).getInstant();
        }
        return at;
    }

    private static boolean isDay(Instant instant, ZoneId zone) {
        int hour = instant.atZone(zone).getHour();
        return hour >= 8 && hour < 21;
    }

    private static Optional<QuietHours> quiet(String from, String until) {
        return Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(until)));
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }
}
