package dev.waymark.gateway.followup;

import dev.waymark.gateway.cases.PgStandings;
import dev.waymark.gateway.fanout.MoveStandings;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves on the cases whose clock alone makes them at-risk or stalled. Nodes may run it at once. Thread-safe. */
final class WatchStandings {

    private static final int MOST = 100;

    private final Database database;
    private final DoDue<CaseId> doDue;
    private final ReadSituations situations;
    private final MoveStandings move;
    private final PgStandings standings = new PgStandings();
    private final Clocks clocks;

    WatchStandings(Database database, ReadSituations situations, MoveStandings move, Clocks clocks, Metrics metrics) {
        this.database = database;
        this.doDue = new DoDue<>("standing", database, this::look, standings::postpone, clocks, metrics);
        this.situations = situations;
        this.move = move;
        this.clocks = clocks;
    }

    /** How many cases were looked at. */
    Future<Integer> round() {
        return standings.due(database.client(), clocks.business(), MOST).compose(due -> {
            Map<CaseId, CaseId> each = new LinkedHashMap<>();
            due.forEach(id -> each.put(id, id));
            return doDue.round(each);
        });
    }

    private Future<Integer> look(SqlClient tx, Map<CaseId, CaseId> due) {
        return situations.lockedIfFree(tx, due.keySet()).compose(found -> move.move(tx, found.values())
                .map(found.size()));
    }
}
