package dev.waymark.gateway.pg;

import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database's time, read at start and each minute, carried on by this machine's monotonic clock. Thread-safe. */
public final class DatabaseClocks implements Clocks {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClocks.class);

    /** Not {@code now()}, which stands still in a transaction. */
    private static final String READ = "select clock_timestamp()";

    private static final long AGAIN_MS = 60_000;

    /** An answer that took longer tells too little of when it was true. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final Database database;
    private final LongSupplier nanos;
    private final CarriedTime steady;
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    private DatabaseClocks(Database database, LongSupplier nanos, CarriedTime steady) {
        this.database = database;
        this.nanos = nanos;
        this.steady = steady;
    }

    /**
     * Reads the first time; fails if the database does not answer. Runs until {@code vertx} is closed.
     *
     * @param nanos the monotonic clock: {@link System#nanoTime}
     */
    public static Future<DatabaseClocks> start(Vertx vertx, Database database, LongSupplier nanos) {
        return read(database, nanos).map(first -> {
            DatabaseClocks clocks = new DatabaseClocks(database, nanos, new CarriedTime(first.time(), first.nanos()));
            vertx.setPeriodic(AGAIN_MS, timer -> clocks.readAgain());
            return clocks;
        });
    }

    @Override
    public Instant business() {
        return steady().plus(shift.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Instant steady() {
        return steady.at(nanos.getAsLong()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Moves what the business reads, on this node; for the demo. */
    public void moveBusiness(Duration step) {
        shift.updateAndGet(before -> before.plus(step));
    }

    /** Without an answer the time is carried on as before. */
    Future<Void> readAgain() {
        return read(database, nanos)
                .onSuccess(this::correct)
                .onFailure(failure -> LOG.warn(
                        "the database's time could not be read, carried on without: {}", SqlState.named(failure)))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private void correct(Reading reading) {
        if (reading.took().compareTo(SLOW) > 0) {
            return;
        }
        Duration off = Duration.between(steady.at(reading.nanos()), reading.time());
        if (off.abs().compareTo(SLOW) > 0) {
            LOG.warn("the database's time is {} off what this node carried on; followed from now on", off);
        }
        steady.correct(reading.time(), reading.nanos());
    }

    /** The time was read somewhere between asking and the answer: the middle is at most half of that off. */
    private static Future<Reading> read(Database database, LongSupplier nanos) {
        long asked = nanos.getAsLong();
        return database.client().query(READ).execute().map(rows -> {
            long answered = nanos.getAsLong();
            Duration took = Duration.ofNanos(answered - asked);
            Instant time = Times.instant(rows.iterator().next().getOffsetDateTime(0));
            return new Reading(time.plus(took.dividedBy(2)), answered, took);
        });
    }

    private record Reading(Instant time, long nanos, Duration took) {}
}
