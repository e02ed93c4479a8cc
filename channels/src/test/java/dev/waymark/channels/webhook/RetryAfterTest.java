package dev.waymark.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T15:04:05Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "120,PT2M",
                "0,PT0S",
                " 7 ,PT7S",
                "86400,PT24H",
                "86401,PT24H",
                "99999999999999999999999,PT24H",
                "'Sat, 21 Nov 2026 15:05:05 GMT',PT1M",
                "'Mon, 23 Nov 2026 15:05:05 GMT',PT24H",
                "'Sat, 21 Nov 2026 15:03:05 GMT',-",
                "soon,-",
                "-5,-",
                "1.5,-",
                "'',-"
            })
    void it_reads_seconds_and_dates_up_to_a_day(String header, Duration expected) {
        assertThat(RetryAfter.read(header, NOW).orElse(null)).isEqualTo(expected);
    }

    @Test
    void without_the_header_nothing_is_asked() {
        assertThat(RetryAfter.read(null, NOW)).isEmpty();
    }
}
