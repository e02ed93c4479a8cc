package dev.waymark.gateway;

import dev.waymark.gateway.ops.Loop;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.outbox.LaneState.State;
import dev.waymark.gateway.outbox.PgLanes;
import dev.waymark.gateway.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/** {@code waymark_lanes}: how many ways out are open, probing or closed; counts alone, some seconds old. Thread-safe. */
final class LaneFigures {

    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Map<State, String> WORDS =
            Map.of(State.OPEN, "open", State.BROKEN, "probing", State.CLOSED, "closed");

    private final Database database;
    private final PgLanes lanes = new PgLanes();
    private volatile Map<State, Long> counts = Map.of();

    LaneFigures(Database database, Metrics metrics) {
        this.database = database;
        WORDS.forEach(
                (state, word) -> metrics.gauge("waymark_lanes", () -> counts.getOrDefault(state, 0L), "state", word));
    }

    /** Not started yet. */
    Loop loop(Vertx vertx) {
        return new Loop(vertx, "lanes' figures", EACH, this::count);
    }

    private Future<Boolean> count() {
        return lanes.count(database.client()).map(counted -> {
            counts = counted;
            return false;
        });
    }
}
