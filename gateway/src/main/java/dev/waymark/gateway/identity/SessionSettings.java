package dev.waymark.gateway.identity;

import java.time.Duration;

/**
 * How long a session lives, on the steady clock: {@code idle} after its last request, {@code longest} after sign-in.
 * Automatic logoff is 45 CFR 164.312(a)(2)(iii).
 */
public record SessionSettings(Duration idle, Duration longest) {

    public static final Duration IDLE = Duration.ofMinutes(30);
    public static final Duration LONGEST = Duration.ofHours(12);

    public SessionSettings {
        if (idle.compareTo(Duration.ofMinutes(1)) < 0 || longest.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("idle must be at least 1m and longest at most 7d");
        }
        if (idle.compareTo(longest) > 0) {
            throw new IllegalArgumentException("idle must not be more than longest");
        }
    }

    public static SessionSettings defaults() {
        return new SessionSettings(IDLE, LONGEST);
    }

    /** How stale the record of a session's use may get, so that not every request writes. */
    Duration stale() {
        Duration tenth = idle.dividedBy(10);
        return tenth.compareTo(Duration.ofMinutes(1)) < 0 ? tenth : Duration.ofMinutes(1);
    }
}
