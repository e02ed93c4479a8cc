package dev.waymark.gateway.pg;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants on their way to and from {@code timestamptz}. */
public final class Times {

    private Times() {}

    public static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
