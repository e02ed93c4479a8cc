package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do when PostgreSQL refuses a statement that carries many events: find the one it is about. Stateless. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** SQLSTATE classes by which the database says "not now": the same statement may pass later. */
    private static final Set<String> NOT_NOW = Set.of("08", "25", "40", "53", "55", "57", "58");

    /** Classes that speak of the statement, not of its rows: each row alone would be refused as well. */
    private static final Set<String> STATEMENT = Set.of("0A", "28", "3D", "42");

    private Refusals() {}

    /**
     * Takes events together. Where PostgreSQL refuses them, tries each half, down to the one that it refuses: that one is
     * answered {@code 422}, the others as usual, in their order.
     */
    static <E> Future<Map<EventId, Taken>> narrowing(
            List<E> items, Function<E, EventId> id, Function<List<E>, Future<Map<EventId, Taken>>> take) {
        return take.apply(items).recover(failure -> {
            if (!(failure instanceof PgException refusal)) {
                return Future.failedFuture(failure);
            }
            String state = refusal.getSqlState() == null ? "" : refusal.getSqlState();
            String kind = state.length() < 2 ? "" : state.substring(0, 2);
            if (NOT_NOW.contains(kind)) {
                return Future.failedFuture(new DatabaseUnavailable("the database refused with " + state, refusal));
            }
            if (STATEMENT.contains(kind)) {
                return Future.failedFuture(refusal);
            }
            if (items.size() == 1) {
                EventId refused = id.apply(items.get(0));
                LOG.warn(
                        "event {} of {} is refused by the database: {} {} {} {}",
                        refused.id(),
                        refused.partner(),
                        state,
                        refusal.getTable(),
                        refusal.getColumn(),
                        refusal.getConstraint());
                return Future.succeededFuture(Map.of(refused, refused()));
            }
            int half = items.size() / 2;
            return narrowing(items.subList(0, half), id, take)
                    .compose(first -> narrowing(items.subList(half, items.size()), id, take)
                            .map(second -> merge(first, second)));
        });
    }

    static Map<EventId, Taken> merge(Map<EventId, Taken> first, Map<EventId, Taken> second) {
        Map<EventId, Taken> both = new HashMap<>(first);
        both.putAll(second);
        return both;
    }

    private static Taken refused() {
        return Taken.refused(Problem.invalid("", "the database does not take this event"));
    }
}
