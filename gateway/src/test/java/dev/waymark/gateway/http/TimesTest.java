package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");
    private static final long FIRST = -62_135_596_800_000L;
    private static final long LAST = 253_402_300_799_999L;

    @Test
    void a_time_is_written_in_utc_with_three_digits() {
        assertThat(Times.write(Instant.ofEpochSecond(0))).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(Times.write(Instant.parse("2026-11-21T15:04:05.006999Z"))).isEqualTo("2026-11-21T15:04:05.006Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T15:04:05Z,2026-11-21T15:04:05Z",
        "2026-11-21t15:04:05z,2026-11-21T15:04:05Z",
        "2026-11-21T15:04:05.1Z,2026-11-21T15:04:05.100Z",
        "2026-11-21T15:04:05.123456789123Z,2026-11-21T15:04:05.123Z",
        "2026-11-21T10:04:05.000-05:00,2026-11-21T15:04:05Z",
        "2026-11-21T15:04:05-00:00,2026-11-21T15:04:05Z",
        "2026-11-22T14:34:05+23:30,2026-11-21T15:04:05Z",
        "2016-12-31T23:59:60Z,2016-12-31T23:59:59Z",
        "2016-12-31T18:59:60.5-05:00,2016-12-31T23:59:59.500Z",
        "2024-02-29T00:00:00Z,2024-02-29T00:00:00Z"
    })
    void any_rfc_3339_time_is_read_and_cut_to_milliseconds(String text, String instant) {
        assertThat(Times.read(text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21",
                "2026-11-21T15:04Z",
                "2026-11-21 15:04:05Z",
                "2026-11-21T15:04:05",
                "2026-11-21T15:04:05.Z",
                "2026-11-21T15:04:05+0100",
                "2026-11-21T15:04:05+24:00",
                "2026-11-21T24:00:00Z",
                "2026-11-21T15:04:60Z",
                "2026-02-29T00:00:00Z",
                "+12026-11-21T15:04:05Z",
                "٢٠٢٦-11-21T15:04:05Z",
                " 2026-11-21T15:04:05Z"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Times.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RFC 3339");
    }

    @Property(tries = 500)
    void what_is_written_is_read_again(@ForAll @LongRange(min = FIRST, max = LAST) long millis) {
        Instant time = Instant.ofEpochMilli(millis);
        assertThat(Times.read(Times.write(time))).isEqualTo(time);
    }

    @Property(tries = 500)
    void a_time_is_the_same_in_whatever_zone_it_is_written(
            @ForAll @LongRange(min = 0, max = LAST - 86_400_000) long millis,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        Instant time = Instant.ofEpochMilli(millis);
        String text = WITH_OFFSET.format(time.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));
        assertThat(Times.read(text)).isEqualTo(time);
    }

    @Property(tries = 500)
    void any_text_is_read_or_refused_and_nothing_else(@ForAll String text) {
        try {
            Times.read(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("RFC 3339");
        }
    }
}
