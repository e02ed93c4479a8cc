package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What came back for a request; status 0: nothing did, for that reason. */
record Reply(int status, Optional<String> retryAfterField, JsonNode body, String reason) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    boolean isTaken() {
        return status >= 200 && status < 300;
    }

    /** It will not be taken however often it is sent. */
    boolean isRefusal() {
        return status >= 300 && !isForLater(status);
    }

    /** The next request would be refused as well: who signs, where to, or that it came this way. */
    boolean isAboutTheSender() {
        return status < 400 || status == 401 || status == 403 || status == 404 || status == 405 || status == 421;
    }

    static boolean isForLater(int status) {
        return status == 429 || status >= 500;
    }

    /** {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date; a minute at most. */
    Optional<Duration> retryAfter(Instant now) {
        return retryAfterField.flatMap(field -> wait(field.strip(), now)).map(Reply::bounded);
    }

    private static Optional<Duration> wait(String field, Instant now) {
        if (field.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(field)));
        }
        try {
            Instant when = ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, when));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
