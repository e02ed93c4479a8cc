package dev.waymark.gateway.tasks;

import java.time.Duration;
import java.time.Instant;

/** One time that a task was on hold, over now. */
public record Hold(Instant since, Instant until) {

    public Hold {
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("a hold ends after it began");
        }
    }

    public Duration length() {
        return Duration.between(since, until);
    }
}
