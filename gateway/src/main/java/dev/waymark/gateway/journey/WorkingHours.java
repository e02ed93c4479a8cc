package dev.waymark.gateway.journey;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of one working day, as minutes since local midnight: open from {@code from}, closed at {@code until}, which
 * may be 1,440 for the end of the day. On a day whose clock skips all of them they are empty.
 */
public record WorkingHours(int from, int until) {

    private static final int DAY = 24 * 60;
    private static final Pattern FORM = Pattern.compile("(\\d{2}):([0-5]\\d)-(\\d{2}):([0-5]\\d)");
    private static final String EXPECTED =
            "working hours are written as 08:00-18:00, the later time last, 24:00 at most";

    /** The whole day. */
    public static final WorkingHours ALL_DAY = new WorkingHours(0, DAY);

    public WorkingHours {
        if (from < 0 || until > DAY || from >= until) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /** Reads {@code 08:00-18:00}; throws {@link IllegalArgumentException} that says what to write. */
    public static WorkingHours of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new WorkingHours(minutes(parts, 1), minutes(parts, 3));
    }

    /** The first moment at which the clock on the wall is past opening. */
    public ZonedDateTime opening(LocalDate day, ZoneId zone) {
        return firstAt(day, zone, from);
    }

    /** The first moment at which the clock on the wall is past closing; never before {@link #opening}. */
    public ZonedDateTime closing(LocalDate day, ZoneId zone) {
        return firstAt(day, zone, until);
    }

    /** A time that the clock skips is the moment at which it does; of one that comes twice the first is meant. */
    private static ZonedDateTime firstAt(LocalDate day, ZoneId zone, int minute) {
        LocalDateTime wall = day.atStartOfDay().plusMinutes(minute);
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        return change != null && change.isGap() ? change.getInstant().atZone(zone) : wall.atZone(zone);
    }

    private static int minutes(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group)) * 60 + Integer.parseInt(parts.group(group + 1));
    }

    @Override
    public String toString() {
        return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, until / 60, until % 60);
    }
}
