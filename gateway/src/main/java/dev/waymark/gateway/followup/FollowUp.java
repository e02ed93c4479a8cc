package dev.waymark.gateway.followup;

import dev.waymark.gateway.fanout.MoveStandings;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;

/** Everything that falls due as time passes, on every node; what one has in hand the others pass over. Thread-safe. */
public final class FollowUp {

    private final WatchStandings standings;

    public FollowUp(
            Database database, ReadSituations situations, PgTasks tasks, PgOutbox outbox, Ids ids, Clocks clocks) {
        standings = new WatchStandings(database, situations, new MoveStandings(tasks, outbox, ids), clocks);
    }

    /** How much of what is due was done; 0: nothing is due, or others have it in hand. */
    public Future<Integer> round() {
        return standings.round();
    }
}
