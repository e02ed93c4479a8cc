package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts what goes out into its lane. Thread-safe. */
final class PgDue {

    // A lane is made with its first row. Those that stand are not touched: that would wait for whoever moves them.
    private static final String MAKE_LANES = """
            insert into lane (lane)
            select distinct d.lane
            from unnest($1::text[]) as d(lane)
            where not exists (select from lane l where l.lane = d.lane)
            order by d.lane
            on conflict (lane) do nothing
            """;

    private static final String INSERT = """
            insert into outbox (notification, case_id, channel, lane, not_before, retry_at, queued_at, give_up_at, sequence)
            select d.notification, d.case_id, d.channel, d.lane, d.not_before, $8::timestamptz, $8::timestamptz,
                d.give_up_at, d.sequence
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                $7::bigint[])
                as d(notification, case_id, channel, lane, not_before, give_up_at, sequence)
            """;

    private final Clocks clocks;

    PgDue(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Of {@code fresh} those that are to be sent; {@code sequences} are the numbers of those in an inbox. */
    Future<Void> insert(SqlClient tx, List<NewNotification> fresh, Map<NotificationId, Long> sequences) {
        List<NewNotification> due = fresh.stream()
                .filter(n -> n.decision() instanceof Decision.Send)
                .toList();
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        String[] lanes = Columns.of(due, n -> n.lane().name(), String[]::new);
        Tuple values = Tuple.tuple();
        values.addValue(Columns.of(due, n -> n.id().value(), UUID[]::new));
        values.addValue(Columns.of(due, n -> n.caseId().value(), UUID[]::new));
        values.addValue(Columns.of(due, n -> n.channel().word(), String[]::new));
        values.addValue(lanes);
        values.addValue(Columns.of(due, n -> Times.of(send(n).notBefore()), OffsetDateTime[]::new));
        values.addValue(Columns.optional(due, n -> send(n).giveUpAt().map(Times::of), OffsetDateTime[]::new));
        values.addValue(Columns.optional(due, n -> Optional.ofNullable(sequences.get(n.id())), Long[]::new));
        values.addValue(Times.of(clocks.steady()));
        return tx.preparedQuery(MAKE_LANES)
                .execute(Tuple.of((Object) lanes))
                .compose(made -> tx.preparedQuery(INSERT).execute(values))
                .mapEmpty();
    }

    private static Decision.Send send(NewNotification n) {
        return (Decision.Send) n.decision();
    }
}
