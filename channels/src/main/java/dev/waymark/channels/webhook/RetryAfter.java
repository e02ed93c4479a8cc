package dev.waymark.channels.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date, at most 24 h. Pure. */
final class RetryAfter {

    /** Protocol, section 6. */
    private static final Duration MOST = Duration.ofHours(24);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** How long from {@code now}; empty where the header is missing, not of its form, or in the past. */
    static Optional<Duration> read(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("[0-9]{1,100}")) {
            return Optional.of(text.length() > 6 ? MOST : shorter(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Duration wait =
                    Duration.between(now, ZonedDateTime.parse(text, DATE).toInstant());
            return wait.isNegative() ? Optional.empty() : Optional.of(shorter(wait));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
