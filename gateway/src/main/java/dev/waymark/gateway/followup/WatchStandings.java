package dev.waymark.gateway.followup;

import dev.waymark.gateway.cases.PgStandings;
import dev.waymark.gateway.fanout.MoveStandings;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import java.util.List;

/** Moves on the cases whose clock alone makes them at-risk or stalled. Nodes may run it at once. Thread-safe. */
final class WatchStandings {

    private static final int MOST = 100;

    private final Database database;
    private final ReadSituations situations;
    private final MoveStandings move;
    private final PgStandings standings = new PgStandings();
    private final Clocks clocks;

    WatchStandings(Database database, ReadSituations situations, MoveStandings move, Clocks clocks) {
        this.database = database;
        this.situations = situations;
        this.move = move;
        this.clocks = clocks;
    }

    /** How many cases were looked at. */
    Future<Integer> round() {
        return standings.due(database.client(), clocks.business(), MOST).compose(this::look);
    }

    private Future<Integer> look(List<CaseId> due) {
        return due.isEmpty()
                ? Future.succeededFuture(0)
                : database.transaction(
                        tx -> situations.lockedIfFree(tx, due).compose(found -> move.move(tx, found.values())
                                .map(found.size())));
    }
}
