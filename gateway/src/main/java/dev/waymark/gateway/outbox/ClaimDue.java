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
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes due rows under lease, in each lane no more than its free slots. Nodes do not wait for each other ({@code SKIP
 * LOCKED}); a row whose lease ran out is taken again. Thread-safe.
 */
public final class ClaimDue {

    // The lanes are found by hopping along the index, one probe a lane; a lane with many rows costs no more than one
    // with few.
    private static final String CLAIM_DUE = """
            with recursive lanes as (
                (select lane from outbox order by lane limit 1)
                union all
                select (select o.lane from outbox o where o.lane > l.lane order by o.lane limit 1)
                from lanes l where l.lane is not null
            ), open_lanes as (
                select l.lane, $4::integer - coalesce(b.in_flight, 0) as free
                from lanes l
                left join unnest($5::text[], $6::integer[]) as b(lane, in_flight) on b.lane = l.lane
                where l.lane is not null and not exists (select from closed_lane c where c.lane = l.lane)
            ), due as (
                select d.notification
                from open_lanes l
                cross join lateral (
                    select o.notification
                    from outbox o
                    where o.lane = l.lane and o.retry_at <= $1 and o.not_before <= $2
                        and (o.lease_until is null or o.lease_until <= $1)
                    order by o.retry_at
                    limit greatest(l.free, 0)
                    for update skip locked
                ) d
                limit $7
            )
            update outbox o
            set lease_until = $3, fence = o.fence + 1, attempts = o.attempts + 1, unconcluded = o.unconcluded + 1
            from due
            where o.notification = due.notification
            returning o.notification, o.case_id, o.channel, o.lane, o.attempts, o.refusals, o.unconcluded, o.fence, o.give_up_at
            """;

    private final Database database;
    private final Clocks clocks;
    private final Duration lease;
    private final int slotsPerLane;

    /** @param lease longer than any attempt takes, its conclusion included */
    public ClaimDue(Database database, Clocks clocks, Duration lease, int slotsPerLane) {
        this.database = database;
        this.clocks = clocks;
        this.lease = lease;
        this.slotsPerLane = slotsPerLane;
    }

    /** At most {@code most} rows; {@code inFlight} is what this node has under way in each lane. */
    public Future<List<Claimed>> claim(Map<Lane, Integer> inFlight, int most) {
        String[] lanes = inFlight.keySet().stream().map(Lane::name).toArray(String[]::new);
        Integer[] counts = inFlight.values().toArray(Integer[]::new);
        Tuple values = Tuple.of(
                Times.of(clocks.steady()),
                Times.of(clocks.business()),
                Times.of(clocks.steady().plus(lease)),
                slotsPerLane,
                lanes,
                counts);
        return database.client()
                .preparedQuery(CLAIM_DUE)
                .execute(values.addValue(most))
                .map(ClaimDue::read);
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
