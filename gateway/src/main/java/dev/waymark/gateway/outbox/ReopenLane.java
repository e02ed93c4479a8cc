package dev.waymark.gateway.outbox;

import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens a lane because its endpoint was changed or answered a test: what waited goes out again, in order, with a fresh
 * schedule, one at a time first. An open lane stays as it is after a test: a {@code Retry-After} holds. Thread-safe.
 */
public final class ReopenLane {

    private final PgLanes lanes = new PgLanes();
    private final PgOperatorAlerts alerts;
    private final Clocks clocks;

    public ReopenLane(Clocks clocks) {
        this.alerts = new PgOperatorAlerts(clocks);
        this.clocks = clocks;
    }

    /** Its endpoint is another one. */
    public Future<Void> changed(SqlClient tx, Lane lane) {
        return open(tx, lane, true);
    }

    /** Its endpoint took a test. */
    public Future<Void> answered(SqlClient tx, Lane lane) {
        return open(tx, lane, false);
    }

    private Future<Void> open(SqlClient tx, Lane lane, boolean anew) {
        Instant now = clocks.business();
        return lanes.open(tx, lane, now, anew)
                .compose(before -> before.isEmpty()
                        ? Future.succeededFuture()
                        : lanes.freshSchedule(tx, lane).compose(done -> alert(tx, lane, before.get(), now)));
    }

    private Future<Void> alert(SqlClient tx, Lane lane, LaneState.State before, Instant now) {
        LaneChange change = new LaneChange(lane, before, LaneState.State.OPEN, "administrator", Optional.empty());
        return before == LaneState.State.OPEN ? Future.succeededFuture() : alerts.raise(tx, List.of(change.alert(now)));
    }
}
