package dev.waymark.gateway.outbox;

import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes conclusions, many at once: the attempt, and what comes next, in the caller's transaction. Those whose lease was
 * lost (another fence stands in the row) are passed over. Thread-safe.
 */
public final class PgConclusions {

    private static final String STILL_HELD = """
            select o.notification, o.attempts
            from outbox o
            join unnest($1::uuid[], $2::bigint[]) as c(notification, fence)
                on c.notification = o.notification and c.fence = o.fence
            order by o.notification
            for update of o
            """;

    private static final String INSERT_ATTEMPTS = """
            insert into attempt (notification, case_id, n, at, outcome, code, answered, millis, next_at, detail)
            select a.notification, a.case_id, a.n, a.at, a.outcome, a.code, a.answered, a.millis, a.next_at, a.detail
            from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::timestamptz[], $5::text[], $6::text[], $7::boolean[],
                $8::bigint[], $9::timestamptz[], $10::bytea[])
                as a(notification, case_id, n, at, outcome, code, answered, millis, next_at, detail)
            on conflict (notification, n) do nothing
            """;

    private static final String END = """
            with ended as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::text[],
                        $7::text[], $8::text[], $9::boolean[])
                    as e(notification, state, reason, rendered, far_id, language, content_level, encrypted)
            ), gone as (
                delete from outbox o using ended e where o.notification = e.notification
            )
            update notification n
            set state = e.state, reason = e.reason, rendered = e.rendered, provider_id = e.far_id, concluded_at = $6,
                sent_at = case when e.state = 'delivered' then $6 else n.sent_at end,
                language = coalesce(e.language, n.language),
                content_level = coalesce(e.content_level, n.content_level),
                encrypted = coalesce(e.encrypted, n.encrypted)
            from ended e
            where n.id = e.notification
            """;

    // Claims that never came to a conclusion are no step of the schedule.
    private static final String AGAIN = """
            update outbox o
            set retry_at = a.retry_at, attempts = greatest(o.attempts - greatest(o.unconcluded - 1, 0), 0),
                refusals = o.refusals + a.refused, unconcluded = 0, lease_until = null, leased_by = null
            from unnest($1::uuid[], $2::timestamptz[], $3::integer[]) as a(notification, retry_at, refused)
            where o.notification = a.notification
            """;

    private static final String HOLD = """
            with held as (
                select * from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as h(notification, not_before, reason)
            ), moved as (
                update outbox o
                set not_before = h.not_before, attempts = greatest(o.attempts - greatest(o.unconcluded, 1), 0),
                    unconcluded = 0, lease_until = null, leased_by = null
                from held h where o.notification = h.notification
            )
            update notification n set reason = h.reason from held h where n.id = h.notification
            """;

    private final Clocks clocks;
    private final SettleLanes lanes;

    public PgConclusions(Clocks clocks, RandomGenerator random) {
        this.clocks = clocks;
        this.lanes = new SettleLanes(clocks, random);
    }

    /**
     * What was written.
     *
     * @param conclusions those that still held their lease
     * @param changes the lanes that came into another state by them
     */
    public record Written(List<Conclusion> conclusions, List<LaneChange> changes) {}

    /** Lanes are locked before rows, as whoever opens a lane does. */
    public Future<Written> write(SqlClient tx, List<Conclusion> conclusions) {
        return lanes.lock(tx, conclusions)
                .compose(locked -> stillHeld(tx, conclusions).compose(held -> insertAttempts(tx, held)
                        .compose(done -> end(tx, held))
                        .compose(done -> again(tx, held))
                        .compose(done -> hold(tx, held))
                        .compose(done -> lanes.settle(tx, locked, held))
                        .map(changes -> new Written(held, changes))));
    }

    private Future<List<Conclusion>> stillHeld(SqlClient tx, List<Conclusion> conclusions) {
        UUID[] ids = ids(conclusions);
        Long[] fences = conclusions.stream().map(c -> c.claimed().fence()).toArray(Long[]::new);
        return tx.preparedQuery(STILL_HELD)
                .execute(Tuple.of(ids, (Object) fences))
                .map(rows -> {
                    Map<UUID, Integer> attempts = new HashMap<>();
                    rows.forEach(row -> attempts.put(row.getUUID(0), row.getInteger(1)));
                    List<Conclusion> held = new ArrayList<>();
                    for (Conclusion one : conclusions) {
                        Integer counted = attempts.get(one.claimed().id().value());
                        if (counted != null) {
                            held.add(counted < one.claimed().attempts() ? one.begunAgain(clocks.steady()) : one);
                        }
                    }
                    return held;
                });
    }

    private Future<Void> insertAttempts(SqlClient tx, List<Conclusion> held) {
        List<Conclusion> made =
                held.stream().filter(c -> c.attempt().isPresent()).toList();
        if (made.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Attempt> attempts =
                made.stream().map(c -> c.attempt().orElseThrow()).toList();
        Tuple values = Tuple.tuple();
        values.addValue(ids(made));
        values.addValue(made.stream().map(c -> c.claimed().caseId().value()).toArray(UUID[]::new));
        values.addValue(made.stream().map(c -> (int) c.claimed().fence()).toArray(Integer[]::new));
        values.addValue(attempts.stream().map(a -> Times.of(a.at())).toArray(OffsetDateTime[]::new));
        values.addValue(attempts.stream().map(Attempt::outcome).toArray(String[]::new));
        values.addValue(attempts.stream().map(Attempt::code).toArray(String[]::new));
        values.addValue(attempts.stream().map(Attempt::answered).toArray(Boolean[]::new));
        values.addValue(attempts.stream().map(a -> a.took().toMillis()).toArray(Long[]::new));
        values.addValue(made.stream().map(PgConclusions::nextAt).toArray(OffsetDateTime[]::new));
        values.addValue(attempts.stream().map(a -> a.words().orElse(null)).toArray(Buffer[]::new));
        return tx.preparedQuery(INSERT_ATTEMPTS).execute(values).mapEmpty();
    }

    private static @Nullable OffsetDateTime nextAt(Conclusion conclusion) {
        return conclusion.next() instanceof Conclusion.Again again ? Times.of(again.retryAt()) : null;
    }

    private Future<Void> end(SqlClient tx, List<Conclusion> held) {
        List<Conclusion> ended = only(held, Conclusion.Ended.class);
        if (ended.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Conclusion.Ended> ends =
                ended.stream().map(c -> (Conclusion.Ended) c.next()).toList();
        Tuple values = Tuple.of(ids(ended));
        values.addValue(Columns.of(ends, Conclusion.Ended::state, String[]::new));
        values.addValue(Columns.of(ends, Conclusion.Ended::reason, String[]::new));
        values.addValue(Columns.optional(ends, Conclusion.Ended::rendered, Buffer[]::new));
        values.addValue(Columns.optional(ends, Conclusion.Ended::farId, String[]::new));
        values.addValue(Times.of(clocks.business()));
        values.addValue(Columns.optional(ends, end -> end.content().flatMap(Content::language), String[]::new));
        values.addValue(Columns.optional(ends, end -> end.content().map(Content::level), String[]::new));
        values.addValue(Columns.optional(ends, end -> end.content().map(Content::encrypted), Boolean[]::new));
        return tx.preparedQuery(END).execute(values).mapEmpty();
    }

    private static Future<Void> again(SqlClient tx, List<Conclusion> held) {
        List<Conclusion> again = only(held, Conclusion.Again.class);
        if (again.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Conclusion.Again> nexts =
                again.stream().map(c -> (Conclusion.Again) c.next()).toList();
        return tx.preparedQuery(AGAIN)
                .execute(Tuple.of(
                        ids(again),
                        nexts.stream().map(n -> Times.of(n.retryAt())).toArray(OffsetDateTime[]::new),
                        nexts.stream().map(n -> n.refused() ? 1 : 0).toArray(Integer[]::new)))
                .mapEmpty();
    }

    private static Future<Void> hold(SqlClient tx, List<Conclusion> held) {
        List<Conclusion> holding = only(held, Conclusion.Held.class);
        if (holding.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Conclusion.Held> nexts =
                holding.stream().map(c -> (Conclusion.Held) c.next()).toList();
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(
                        ids(holding),
                        nexts.stream().map(n -> Times.of(n.notBefore())).toArray(OffsetDateTime[]::new),
                        nexts.stream().map(n -> n.reason().code()).toArray(String[]::new)))
                .mapEmpty();
    }

    private static List<Conclusion> only(List<Conclusion> conclusions, Class<? extends Conclusion.Next> type) {
        List<Conclusion> of = new ArrayList<>();
        for (Conclusion conclusion : conclusions) {
            if (type.isInstance(conclusion.next())) {
                of.add(conclusion);
            }
        }
        return of;
    }

    private static UUID[] ids(List<Conclusion> conclusions) {
        return conclusions.stream().map(c -> c.claimed().id().value()).toArray(UUID[]::new);
    }
}
