package dev.waymark.gateway.fanout;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is still to be planned. Stateless. */
final class PgFanoutDue {

    /** A marker that could not be planned so often is set aside: a bug must not stop a case for good. */
    private static final int POISON = 5;

    /** A marker: a milestone to be planned, or a roster that changed. */
    record Marker(long id, CaseId caseId, Optional<MilestoneId> milestone) {}

    // Of one case the oldest alone: its plans are made one after another, in the order of arrival.
    private static final String TAKE = """
            select d.id, d.case_id, d.milestone
            from fanout_due d
            where d.poison_at is null
                and not exists (select from fanout_due e
                    where e.case_id = d.case_id and e.id < d.id and e.poison_at is null)
            order by d.id
            limit $1
            for update skip locked
            """;

    private static final String TAKE_ONE = "select id from fanout_due where id = $1 for update skip locked";

    private static final String DONE = "delete from fanout_due where id = any($1)";

    private static final String FAILED = """
            update fanout_due
            set attempts = attempts + 1, poison_at = case when attempts + 1 >= $2 then $3::timestamptz end
            where id = $1
            returning poison_at is not null
            """;

    Future<List<Marker>> take(SqlClient tx, int most) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(most)).map(rows -> {
            List<Marker> markers = new ArrayList<>(rows.size());
            rows.forEach(row -> markers.add(new Marker(
                    row.getLong(0),
                    new CaseId(row.getUUID(1)),
                    Optional.ofNullable(row.getUUID(2)).map(MilestoneId::new))));
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

    /** Counts a failure; true: it was one too many, and the marker is set aside. */
    Future<Boolean> failed(SqlClient client, Marker marker, Instant at) {
        return client.preparedQuery(FAILED)
                .execute(Tuple.of(marker.id(), POISON, Times.of(at)))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
    }
}
