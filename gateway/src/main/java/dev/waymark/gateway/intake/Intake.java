package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import java.util.List;

/**
 * Takes events, durably and each once. Holds no truth of its own: any number of these may work on one database.
 * Thread-safe.
 */
public final class Intake {

    private final GatherEvents gather;

    /** @param wakeFanOut called after a commit that left something to plan; must not block */
    public Intake(
            Database database, Sealing sealing, Clocks clocks, Ids ids, Runnable wakeFanOut, IntakeSettings settings) {
        PgIntake pg = new PgIntake(database, sealing, clocks, ids, wakeFanOut, settings);
        this.gather = new GatherEvents(pg::take, settings);
    }

    /**
     * What became of each, in order, as if they had been sent one after another; complete once all that is taken is
     * durable. Fails as a whole with {@code 503 unavailable} or as {@link Database} does where one of them was lost: sent
     * again, those that were taken are answered as duplicates.
     */
    public Future<List<Taken>> take(List<Event> events) {
        return gather.take(events);
    }
}
