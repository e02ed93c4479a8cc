package dev.waymark.gateway.followup;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A table with a row for each of what falls due on a case, and when. Stateless. */
abstract sealed class PgDueRows<I> permits PgFollowUps, PgUrgentAlerts {

    private final Statements statements;
    private final Function<UUID, I> id;
    private final Function<I, UUID> value;

    /**
     * @param due by {@code $1}, the longest first, at most {@code $2}: id and case
     * @param postpone the row of {@code $1}, if it is due by {@code $2}, until {@code $3}
     * @param end the rows of the array {@code $1}
     */
    record Statements(String due, String postpone, String end) {}

    PgDueRows(Statements statements, Function<UUID, I> id, Function<I, UUID> value) {
        this.statements = statements;
        this.id = id;
        this.value = value;
    }

    /** What is to be looked at, the longest due first; not locked. */
    final Future<Map<I, CaseId>> due(SqlClient client, Instant now, int most) {
        return client.preparedQuery(statements.due())
                .execute(Tuple.of(Times.of(now), most))
                .map(rows -> {
                    Map<I, CaseId> due = new LinkedHashMap<>();
                    rows.forEach(row -> due.put(id.apply(row.getUUID(0)), new CaseId(row.getUUID(1))));
                    return due;
                });
    }

    /** What is still due at {@code now} is due {@code later} instead. */
    final Future<Void> postpone(SqlClient client, I one, Instant now, Instant later) {
        return client.preparedQuery(statements.postpone())
                .execute(Tuple.of(value.apply(one), Times.of(now), Times.of(later)))
                .mapEmpty();
    }

    /** These are over. */
    final Future<Void> end(SqlClient tx, Collection<I> over) {
        return over.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(statements.end())
                        .execute(Tuple.of((Object) values(over)))
                        .mapEmpty();
    }

    final UUID[] values(Collection<I> ids) {
        return Columns.of(ids, value, UUID[]::new);
    }
}
