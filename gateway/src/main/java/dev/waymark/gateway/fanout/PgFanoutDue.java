package dev.waymark.gateway.fanout;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is still to be planned. Thread-safe. */
final class PgFanoutDue {

    /** A marker that could not be planned so often, in over two hours, is set aside: a bug must not stop a case for good. */
    private static final int POISON = 10;

    /** A marker: a milestone or a message to be planned, or a roster that changed. */
    record Marker(long id, CaseId caseId, Optional<MilestoneId> milestone, Optional<MessageId> message) {
        boolean isOfRoster() {
            return milestone.isEmpty() && message.isEmpty();
        }
    }

    /** So many of a case are taken along, however many cases wait: each costs little once its case is read. */
    private static final int ALONG = 4;

    // All that is taken is locked: markers may commit in another order than their ids, so that the oldest of a case is
    // not
    // the one that another node has in hand. Few cases have more of the round each, and many of one keep no other
    // waiting.
    private static final String TAKE = """
            with oldest as materialized (
                select d.case_id
                from fanout_due d
                where d.poison_at is null
                    and d.retry_at <= $2::timestamptz
                    and not exists (select from fanout_due e
                        where e.case_id = d.case_id and e.id < d.id and e.poison_at is null)
                order by d.id
                limit $1
                for update skip locked
            )
            select own.id, own.case_id, own.milestone, own.message
            from oldest
            cross join lateral (
                select d.id, d.case_id, d.milestone, d.message
                from fanout_due d
                where d.case_id = oldest.case_id and d.poison_at is null
                order by d.id
                limit (select greatest($3, $1 / greatest(count(*), 1)) from oldest)
                for update skip locked) own
            order by own.id
            """;

    private static final String TAKE_ONE = "select id from fanout_due where id = $1 for update skip locked";

    private static final String DONE = "delete from fanout_due where id = any($1)";

    private static final String FAILED = """
            update fanout_due
            set attempts = attempts + 1,
                retry_at = $4::timestamptz
                    + ('{5 s, 30 s, 2 min, 10 min, 30 min}'::interval[])[least(attempts + 1, 5)],
                poison_at = case when attempts + 1 >= $2 then $3::timestamptz end
            where id = $1
            returning poison_at is not null
            """;

    private final Clocks clocks;

    PgFanoutDue(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Of so many cases that nobody else has in hand the oldest, and what follows there; all in the order of arrival. */
    Future<List<Marker>> take(SqlClient tx, int cases) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.of(cases, Times.of(clocks.steady()), ALONG))
                .map(rows -> {
                    List<Marker> markers = new ArrayList<>(rows.size());
                    rows.forEach(row -> markers.add(new Marker(
                            row.getLong(0),
                            new CaseId(row.getUUID(1)),
                            Optional.ofNullable(row.getUUID(2)).map(MilestoneId::new),
                            Optional.ofNullable(row.getUUID(3)).map(MessageId::new))));
                    return markers;
                });
    }

    /** Takes this one alone; false: somebody else has it, or had it. */
    Future<Boolean> take(SqlClient tx, Marker marker) {
        return tx.preparedQuery(TAKE_ONE).execute(Tuple.of(marker.id())).map(rows -> rows.size() > 0);
    }

    Future<Void> done(SqlClient tx, List<Marker> markers) {
        Long[] ids = markers.stream().map(Marker::id).toArray(Long[]::new);
        return tx.preparedQuery(DONE).execute(Tuple.of((Object) ids)).mapEmpty();
    }

    /** Counts a failure, after which it waits; true: it was one too many, and the marker is set aside. */
    Future<Boolean> failed(SqlClient client, Marker marker) {
        return client.preparedQuery(FAILED)
                .execute(Tuple.of(marker.id(), POISON, Times.of(clocks.business()), Times.of(clocks.steady())))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
    }
}
