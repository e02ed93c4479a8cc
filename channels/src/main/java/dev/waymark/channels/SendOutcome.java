package dev.waymark.channels;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt, built from evidence only. {@code code} is short and safe to log: {@code http-503}. */
public sealed interface SendOutcome {

    /** Short, stable, free of personal data: {@code http-202}, {@code smtp-550}, {@code connect-refused}, {@code time-out}. */
    String code();

    /** Whether the far side answered at all, with whatever status: it was reached. */
    boolean answered();

    /** The far side's own words, for the operator: at most 2 KiB, without U+0000. May hold personal data: seal it. */
    Optional<String> words();

    /** The far side took it. {@code farId} is its own id for the message, where it gave one. */
    record Accepted(String code, Optional<String> farId) implements SendOutcome {
        @Override
        public boolean answered() {
            return true;
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }
    }

    /**
     * Not now: goes on by the schedule. {@code retryAfter}, where the far side named one, only ever puts it later.
     *
     * @param everyMessage whether it is about our account or the address we call, so that every message fares alike
     */
    record Deferred(
            String code, boolean answered, Optional<Duration> retryAfter, Optional<String> words, boolean everyMessage)
            implements SendOutcome {

        /** That says nothing about other messages. */
        public Deferred(String code, boolean answered, Optional<Duration> retryAfter, Optional<String> words) {
            this(code, answered, retryAfter, words, false);
        }
    }

    /** The far side will not have this message; more attempts have little hope. {@code retryAfter} as in {@link Deferred}. */
    record Refused(String code, boolean answered, Optional<Duration> retryAfter, Optional<String> words)
            implements SendOutcome {

        /** Without a wish when to be asked again. */
        public Refused(String code, boolean answered, Optional<String> words) {
            this(code, answered, Optional.empty(), words);
        }
    }

    /** The far side will have no message at all any more (HTTP 410): its endpoint is closed, messages wait. */
    record Closed(String code, Optional<String> words) implements SendOutcome {
        @Override
        public boolean answered() {
            return true;
        }
    }
}
