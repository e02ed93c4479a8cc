package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that say how lanes stand. Stateless; every call runs on the connection or transaction given. */
public final class PgLanes {

    private static final String AT_EASE = """
            select lane from lane
            where lane = any($1) and state = 'open' and width is null and failing = '{}'
            """;

    private static final String LOCK = """
            select lane, state, not_before, width, failing, probes
            from lane
            where lane = any($1)
            order by lane
            for update
            """;

    private static final String WRITE = """
            update lane
            set since = case when state = $2 then since else $7 end, state = $2, not_before = $3, width = $4, failing = $5,
                probes = $6
            where lane = $1
            """;

    // What was attempted while the lane was broken goes back to its place among what waited behind it.
    private static final String BACK_INTO_LINE = """
            update outbox
            set retry_at = queued_at
            where lane = $1 and retry_at <= $2 and attempts > 0 and lease_until is null
            """;

    private static final String MOVED = """
            select g.lane
            from unnest($1::text[], $2::text[]) as g(lane, url)
            join partner p on 'webhook/' || p.id = g.lane
            where p.webhook_url is distinct from g.url
            """;

    private static final String OPEN = """
            with before as (select lane, state from lane where lane = $1 and (state <> 'open' or $3) for update)
            update lane l
            set state = 'open', since = $2, not_before = null, width = 1, failing = '{}', probes = 0
            from before b
            where l.lane = b.lane
            returning b.state
            """;

    private static final String FRESH_SCHEDULE = """
            with waiting as materialized (
                select notification
                from outbox
                where lane = $1 and (attempts > 0 or retry_at <> queued_at)
                order by notification
                for update
            )
            update outbox o
            set attempts = 0, refusals = 0, unconcluded = 0, retry_at = o.queued_at
            from waiting w
            where o.notification = w.notification
            """;

    private static final String TROUBLED =
            "select lane, state, since, not_before from lane where state <> 'open' or not_before > $1 order by lane";

    /** Of these lanes those whose state nothing but a failure would change. Read without a lock. */
    Future<Set<Lane>> atEase(SqlClient client, Collection<Lane> lanes) {
        return client.preparedQuery(AT_EASE).execute(names(lanes)).map(PgLanes::lanes);
    }

    /** How these stand; their rows are locked, in order of name, until the transaction ends. */
    Future<Map<Lane, LaneState>> lock(SqlClient tx, Collection<Lane> lanes) {
        return tx.preparedQuery(LOCK).execute(names(lanes)).map(rows -> {
            Map<Lane, LaneState> states = new HashMap<>();
            rows.forEach(row -> states.put(new Lane(row.getString("lane")), state(row)));
            return states;
        });
    }

    Future<Void> write(SqlClient tx, Lane lane, LaneState state, Instant business) {
        return tx.preparedQuery(WRITE)
                .execute(Tuple.of(
                        lane.name(),
                        state.state().name().toLowerCase(Locale.ROOT),
                        state.notBefore().map(Times::of).orElse(null),
                        state.width() == LaneState.SLOTS ? null : state.width(),
                        Columns.of(state.failing(), NotificationId::value, UUID[]::new),
                        state.probes(),
                        Times.of(business)))
                .mapEmpty();
    }

    Future<Void> backIntoLine(SqlClient tx, Lane lane, Instant steady) {
        return tx.preparedQuery(BACK_INTO_LINE)
                .execute(Tuple.of(lane.name(), Times.of(steady)))
                .mapEmpty();
    }

    /** Of lanes and the addresses that answered there: those whose partner has another address by now. */
    Future<Set<Lane>> moved(SqlClient tx, Map<Lane, String> asked) {
        String[] lanes = Columns.of(asked.keySet(), Lane::name, String[]::new);
        String[] urls = asked.values().toArray(String[]::new);
        return asked.isEmpty()
                ? Future.succeededFuture(Set.of())
                : tx.preparedQuery(MOVED)
                        .execute(Tuple.of(lanes, (Object) urls))
                        .map(PgLanes::lanes);
    }

    /**
     * Opens it, whatever held it. {@code anew}: also where it is open, and waits or heals. Empty: nothing was done; else
     * the state before.
     */
    Future<Optional<LaneState.State>> open(SqlClient tx, Lane lane, Instant business, boolean anew) {
        return tx.preparedQuery(OPEN)
                .execute(Tuple.of(lane.name(), Times.of(business), anew))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(state(rows.iterator().next().getString(0))));
    }

    /** What waits in the lane begins its schedule anew, in the order in which it was written. */
    Future<Void> freshSchedule(SqlClient tx, Lane lane) {
        return tx.preparedQuery(FRESH_SCHEDULE).execute(Tuple.of(lane.name())).mapEmpty();
    }

    /** A lane that lets nothing through now, or one message at a time. */
    public record Troubled(Lane lane, LaneState.State state, Optional<Instant> since, Optional<Instant> notBefore) {}

    /** Those that hold something back at {@code steady}. */
    public Future<List<Troubled>> troubled(SqlClient client, Instant steady) {
        return client.preparedQuery(TROUBLED)
                .execute(Tuple.of(Times.of(steady)))
                .map(rows -> rows.stream()
                        .map(row -> new Troubled(
                                new Lane(row.getString("lane")),
                                state(row.getString("state")),
                                instant(row.getOffsetDateTime("since")),
                                instant(row.getOffsetDateTime("not_before"))))
                        .toList());
    }

    private static final String COUNT = "select state, count(*) from lane group by state";

    /** How many lanes are in each state. */
    public Future<Map<LaneState.State, Long>> count(SqlClient client) {
        return client.query(COUNT).execute().map(rows -> {
            Map<LaneState.State, Long> counts = new EnumMap<>(LaneState.State.class);
            rows.forEach(row -> counts.put(state(row.getString(0)), row.getLong(1)));
            return counts;
        });
    }

    private static Tuple names(Collection<Lane> lanes) {
        return Tuple.of((Object) Columns.of(lanes, Lane::name, String[]::new));
    }

    private static Set<Lane> lanes(RowSet<Row> rows) {
        Set<Lane> lanes = new HashSet<>();
        rows.forEach(row -> lanes.add(new Lane(row.getString(0))));
        return lanes;
    }

    private static LaneState state(Row row) {
        Integer width = row.getInteger("width");
        return new LaneState(
                state(row.getString("state")),
                instant(row.getOffsetDateTime("not_before")),
                width == null ? LaneState.SLOTS : width,
                Arrays.stream(row.getArrayOfUUIDs("failing"))
                        .map(NotificationId::new)
                        .collect(Collectors.toSet()),
                row.getInteger("probes"));
    }

    private static LaneState.State state(String word) {
        return LaneState.State.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(Times::instant);
    }
}
