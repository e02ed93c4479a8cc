package dev.waymark.gateway.outbox;

import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Moves lanes by what attempts tell, and raises one alert a transition. A lane at ease whose messages are answered is
 * not touched. Thread-safe.
 */
final class SettleLanes {

    private final PgLanes lanes = new PgLanes();
    private final PgOperatorAlerts alerts;
    private final Clocks clocks;
    private final RandomGenerator random;

    SettleLanes(Clocks clocks, RandomGenerator random) {
        this.alerts = new PgOperatorAlerts(clocks);
        this.clocks = clocks;
        this.random = random;
    }

    /** Locks the lanes that these may move; the others are absent. */
    Future<Map<Lane, LaneState>> lock(SqlClient tx, List<Conclusion> conclusions) {
        Set<Lane> answered = new TreeSet<>(Comparator.comparing(Lane::name));
        Set<Lane> moving = new TreeSet<>(Comparator.comparing(Lane::name));
        for (Conclusion one : conclusions) {
            if (one.signal() instanceof LaneSignal.Answered) {
                answered.add(one.claimed().lane());
            } else if (!(one.signal() instanceof LaneSignal.Nothing)) {
                moving.add(one.claimed().lane());
            }
        }
        Future<Set<Lane>> atEase = answered.isEmpty() ? Future.succeededFuture(Set.of()) : lanes.atEase(tx, answered);
        return atEase.compose(untouched -> {
            answered.removeAll(untouched);
            moving.addAll(answered);
            return moving.isEmpty() ? Future.succeededFuture(Map.of()) : lanes.lock(tx, moving);
        });
    }

    /** Writes how the locked lanes stand after these. The lanes that came into another state. */
    Future<List<LaneChange>> settle(SqlClient tx, Map<Lane, LaneState> locked, List<Conclusion> held) {
        if (locked.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Map<Lane, String> asked = new HashMap<>();
        for (Conclusion one : held) {
            if (one.signal() instanceof LaneSignal.Gone gone) {
                asked.put(one.claimed().lane(), gone.url().toString());
            }
        }
        return lanes.moved(tx, asked).compose(moved -> write(tx, locked, after(locked, held, moved)));
    }

    private record Moved(LaneState state, String code) {}

    private Map<Lane, Moved> after(Map<Lane, LaneState> locked, List<Conclusion> held, Set<Lane> moved) {
        Map<Lane, Moved> after = new HashMap<>();
        for (Conclusion one : held) {
            Lane lane = one.claimed().lane();
            LaneState before = after.containsKey(lane) ? after.get(lane).state() : locked.get(lane);
            boolean old = one.signal() instanceof LaneSignal.Gone && moved.contains(lane);
            if (before != null && !old) {
                LaneState state = before.after(one.signal(), one.claimed().id(), clocks.steady(), random);
                if (!state.equals(before)) {
                    after.put(
                            lane,
                            new Moved(state, one.attempt().map(Attempt::code).orElse("none")));
                }
            }
        }
        return after;
    }

    private Future<List<LaneChange>> write(SqlClient tx, Map<Lane, LaneState> before, Map<Lane, Moved> after) {
        Instant business = clocks.business();
        List<LaneChange> changes = new ArrayList<>();
        Future<Void> chain = Future.succeededFuture();
        for (Map.Entry<Lane, Moved> one : after.entrySet()) {
            Lane lane = one.getKey();
            LaneState state = one.getValue().state();
            LaneState.State from =
                    Optional.ofNullable(before.get(lane)).orElseThrow().state();
            chain = chain.compose(done -> lanes.write(tx, lane, state, business));
            if (from != state.state()) {
                changes.add(
                        new LaneChange(lane, from, state.state(), one.getValue().code(), state.notBefore()));
            }
            if (from == LaneState.State.BROKEN && state.state() == LaneState.State.OPEN) {
                chain = chain.compose(done -> lanes.backIntoLine(tx, lane, clocks.steady()));
            }
        }
        return chain.compose(done -> alerts.raise(
                        tx,
                        changes.stream().map(change -> change.alert(business)).toList()))
                .map(changes);
    }
}
