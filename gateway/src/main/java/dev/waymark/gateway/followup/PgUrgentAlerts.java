package dev.waymark.gateway.followup;

import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code alert_follow_up}. Stateless. */
final class PgUrgentAlerts extends PgDueRows<AlertId> {

    private static final String DUE = """
            select alert, case_id
            from alert_follow_up
            where next_at <= $1
            order by next_at
            limit $2
            """;

    private static final String LOCK = """
            select f.alert, f.case_id, f.step, a.kind, a.acknowledged_at is not null as acknowledged
            from alert_follow_up f
            join alert a on a.id = f.alert and a.case_id = f.case_id
            where f.alert = any($1) and f.next_at <= $2
            order by f.alert
            for update of f
            """;

    private static final String SAVE = """
            update alert_follow_up f
            set next_at = n.next_at, step = n.step
            from unnest($1::uuid[], $2::timestamptz[], $3::integer[]) as n(alert, next_at, step)
            where f.alert = n.alert
            """;

    private static final String POSTPONE = "update alert_follow_up set next_at = $3 where alert = $1 and next_at <= $2";

    private static final String END = "delete from alert_follow_up where alert = any($1)";

    PgUrgentAlerts() {
        super(new Statements(DUE, POSTPONE, END), AlertId::new, AlertId::value);
    }

    /** One that is due: {@code step} mails are gone. */
    record Urgent(AlertId alert, CaseId caseId, int step, String kind, boolean acknowledged) {}

    /** Of these what is still due, locked until the transaction ends. */
    Future<List<Urgent>> lock(SqlClient tx, Collection<AlertId> alerts, Instant now) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(values(alerts), Times.of(now)))
                .map(rows -> {
                    List<Urgent> locked = new ArrayList<>(rows.size());
                    rows.forEach(row -> locked.add(new Urgent(
                            new AlertId(row.getUUID("alert")),
                            new CaseId(row.getUUID("case_id")),
                            row.getInteger("step"),
                            row.getString("kind"),
                            row.getBoolean("acknowledged"))));
                    return locked;
                });
    }

    /** The next mail is due at {@code at}. */
    record Next(AlertId alert, Instant at, int step) {}

    Future<Void> save(SqlClient tx, List<Next> all) {
        return all.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(SAVE)
                        .execute(Tuple.of(
                                Columns.of(all, n -> n.alert().value(), UUID[]::new),
                                Columns.of(all, n -> Times.of(n.at()), OffsetDateTime[]::new),
                                Columns.of(all, Next::step, Integer[]::new)))
                        .mapEmpty();
    }
}
