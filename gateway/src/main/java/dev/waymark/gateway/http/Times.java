package dev.waymark.gateway.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times on the wire: written in UTC with three digits of a second, read as RFC 3339, section 5.6. Stateless. */
public final class Times {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Pattern DATE_TIME = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})[Tt]"
            + "(\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,64}))?(?:[Zz]|([+-])(\\d{2}):(\\d{2}))");

    private static final String EXPECTED = "must be an RFC 3339 date-time such as 2026-11-21T15:04:05.000Z";

    private Times() {}

    /** Such as {@code 2026-11-21T15:04:05.000Z}; what is finer than a millisecond is cut. */
    public static String write(Instant time) {
        return WRITTEN.format(time);
    }

    /**
     * Reads any RFC 3339 date-time, cutting digits finer than a millisecond. A leap second ({@code :60}) is read as the
     * second before it. Throws {@link IllegalArgumentException}, whose message does not repeat the text.
     */
    public static Instant read(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        int second = number(parts, 6);
        boolean leap = second == 60;
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    leap ? 59 : second);
            long epochSecond = local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds(parts);
            if (leap && Math.floorMod(epochSecond, 86_400) != 86_399) {
                throw new IllegalArgumentException(EXPECTED);
            }
            return Instant.ofEpochSecond(epochSecond).plusMillis(millis(parts.group(7)));
        } catch (DateTimeException noSuchDay) {
            throw new IllegalArgumentException(EXPECTED, noSuchDay);
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static int offsetSeconds(Matcher parts) {
        if (parts.group(8) == null) {
            return 0;
        }
        int hours = number(parts, 9);
        int minutes = number(parts, 10);
        if (hours > 23 || minutes > 59) {
            throw new IllegalArgumentException(EXPECTED);
        }
        int seconds = (hours * 60 + minutes) * 60;
        return parts.group(8).equals("-") ? -seconds : seconds;
    }

    private static int millis(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
    }
}
