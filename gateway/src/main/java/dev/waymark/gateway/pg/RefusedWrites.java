package dev.waymark.gateway.pg;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That PostgreSQL answers but does not write: it lacks room (SQLSTATE class 53), or is read-only (25006). Logged once a minute
 * at most; never in the server's own words, which may hold what somebody sent. Thread-safe.
 */
final class RefusedWrites {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedWrites.class);

    private static final long EACH = Duration.ofMinutes(1).toNanos();

    private static final String READ_ONLY = "25006";

    private static final Map<String, String> WORDS = Map.of(
            READ_ONLY,
            "read-only",
            "53100",
            "disk full",
            "53200",
            "out of memory",
            "53300",
            "too many connections",
            "53400",
            "a configured limit is reached");

    private final LongSupplier nanos;
    private Optional<String> why = Optional.empty();
    private Optional<Long> logged = Optional.empty();

    RefusedWrites(LongSupplier nanos) {
        this.nanos = nanos;
    }

    static boolean isOne(Throwable failure) {
        return failure instanceof PgException
                && (SqlState.of(failure).startsWith("53")
                        || SqlState.of(failure).equals(READ_ONLY));
    }

    /** To be called with whatever a statement failed with. */
    synchronized void saw(Throwable failure) {
        if (isOne(failure)) {
            String state = SqlState.of(failure);
            String words = WORDS.getOrDefault(state, "insufficient resources") + " (" + state + ")";
            why = Optional.of(words);
            if (isTimeToLog()) {
                LOG.warn("the database refuses to write: {}; calls that need it are answered 503", words);
            }
        }
    }

    /** A write succeeded, or nothing speaks against it any more. */
    synchronized void over() {
        why.ifPresent(words -> LOG.info("the database refuses to write no more: {}", words));
        why = Optional.empty();
    }

    /** The last refusal in plain words, until it is over. */
    synchronized Optional<String> why() {
        return why;
    }

    private boolean isTimeToLog() {
        long now = nanos.getAsLong();
        if (logged.filter(last -> now - last < EACH).isPresent()) {
            return false;
        }
        logged = Optional.of(now);
        return true;
    }
}
