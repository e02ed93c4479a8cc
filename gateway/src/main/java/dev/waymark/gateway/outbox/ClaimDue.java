package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes due rows under lease, in each lane no more than it allows: the leases are its slots in use, on whatever node.
 * Lanes take turns, so that none is served twice before all were once. Thread-safe.
 *
 * <pre>
 *   lanes with something due and a free slot ─▶ locked against other nodes' claims ─▶ counted again ─▶ rows leased
 * </pre>
 */
public final class ClaimDue {

    /** More take their turn at the next claim. */
    private static final int MOST_LANES = 256;

    // A lock of PostgreSQL's memory alone, so that a claim that finds nothing writes nothing. A lane that another node
    // claims from is passed over: it is being served.
    private static final String LOCK_LANES = """
            with ready as materialized (
                select l.lane
                from lane l
                where l.state <> 'closed' and (l.not_before is null or l.not_before <= $1)
                    and (select count(*) from outbox o where o.lane = l.lane and o.lease_until > $1)
                        < case l.state when 'broken' then 1 else least(coalesce(l.width, $3), $3) end
                    and exists (select from outbox o
                        where o.lane = l.lane and o.retry_at <= $1 and o.not_before <= $2
                            and (o.lease_until is null or o.lease_until <= $1))
                order by random()
                limit $4
            )
            select lane from ready where pg_try_advisory_xact_lock(7301, hashtext(lane))
            """;

    private static final String CLAIM = """
            with open_lanes as (
                select l.lane, case l.state when 'broken' then 1 else least(coalesce(l.width, $3), $3) end
                    - (select count(*) from outbox o where o.lane = l.lane and o.lease_until > $1) as free
                from lane l
                where l.lane = any($4) and l.state <> 'closed' and (l.not_before is null or l.not_before <= $1)
            ), in_turn as (
                select d.notification
                from open_lanes l
                cross join lateral (
                    select o.notification, o.retry_at, row_number() over (order by o.retry_at, o.sequence, o.notification) as turn
                    from outbox o
                    where o.lane = l.lane and o.retry_at <= $1 and o.not_before <= $2
                        and (o.lease_until is null or o.lease_until <= $1)
                    order by o.retry_at, o.sequence, o.notification
                    limit greatest(l.free, 0)
                ) d
                order by d.turn, d.retry_at
                limit $5
            ), due as (
                select o.notification
                from outbox o
                join in_turn t on t.notification = o.notification
                where o.lease_until is null or o.lease_until <= $1
                order by o.notification
                for update of o skip locked
            ), claimed as (
                update outbox o
                set lease_until = $6, leased_by = $7, fence = o.fence + 1, attempts = o.attempts + 1,
                    unconcluded = o.unconcluded + 1
                from due
                where o.notification = due.notification
                returning o.*
            )
            select c.notification, c.case_id, c.channel, c.lane, c.attempts, c.refusals, c.unconcluded, c.fence, c.give_up_at
            from claimed c
            order by c.retry_at, c.sequence, c.notification
            """;

    private static final String HAND_BACK = """
            update outbox
            set lease_until = null, leased_by = null, attempts = greatest(attempts - 1, 0),
                unconcluded = greatest(unconcluded - 1, 0)
            where leased_by = $1 and lease_until is not null
            """;

    private final Database database;
    private final Clocks clocks;
    private final Duration lease;
    private final UUID run;

    /**
     * @param lease longer than any attempt takes, its conclusion included
     * @param run of this node, which holds the leases
     */
    public ClaimDue(Database database, Clocks clocks, Duration lease, UUID run) {
        this.database = database;
        this.clocks = clocks;
        this.lease = lease;
        this.run = run;
    }

    /** At most {@code most} rows, in no lane more than {@code atOnce} or what the lane allows. */
    public Future<List<Claimed>> claim(int atOnce, int most) {
        return database.transaction(tx -> tx.preparedQuery(LOCK_LANES)
                .execute(Tuple.of(Times.of(clocks.steady()), Times.of(clocks.business()), atOnce, MOST_LANES))
                .compose(lanes ->
                        lanes.size() == 0 ? Future.succeededFuture(List.of()) : claim(tx, names(lanes), atOnce, most)));
    }

    private Future<List<Claimed>> claim(SqlClient tx, String[] lanes, int atOnce, int most) {
        Tuple values = Tuple.of(Times.of(clocks.steady()), Times.of(clocks.business()), atOnce, lanes, most);
        values.addValue(Times.of(clocks.steady().plus(lease)));
        values.addValue(run);
        return tx.preparedQuery(CLAIM).execute(values).map(ClaimDue::read);
    }

    /** What this node still has in hand is due again, for whoever claims it: it stops. That was no attempt. */
    public Future<Integer> handBack() {
        return database.client().preparedQuery(HAND_BACK).execute(Tuple.of(run)).map(RowSet::rowCount);
    }

    private static String[] names(RowSet<Row> lanes) {
        List<String> names = new ArrayList<>(lanes.size());
        lanes.forEach(row -> names.add(row.getString(0)));
        return names.toArray(String[]::new);
    }

    private static List<Claimed> read(RowSet<Row> rows) {
        List<Claimed> claimed = new ArrayList<>();
        for (Row row : rows) {
            claimed.add(new Claimed(
                    new NotificationId(row.getUUID(0)),
                    new CaseId(row.getUUID(1)),
                    ChannelKind.of(row.getString(2)),
                    new Lane(row.getString(3)),
                    row.getInteger(4),
                    row.getInteger(5),
                    row.getInteger(6),
                    row.getLong(7),
                    Optional.ofNullable(row.getOffsetDateTime(8)).map(Times::instant)));
        }
        return claimed;
    }
}
