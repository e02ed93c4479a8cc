package dev.waymark.gateway.outbox;

import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What operators are told, kept: raised once a transition, whatever node saw it. Thread-safe. */
public final class PgOperatorAlerts {

    private static final String RAISE = """
            insert into operator_alert (at, kind, about, code, once)
            select $5::timestamptz, a.kind, a.about, a.code, a.once
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as a(kind, about, code, once)
            on conflict (once) do nothing
            """;

    private static final String NEWEST =
            "select at, kind, about, code, once from operator_alert order by at desc limit $1";

    private static final String FORGET = "delete from operator_alert where at < $1";

    private static final Duration KEPT = Duration.ofDays(90);

    private final Clocks clocks;

    public PgOperatorAlerts(Clocks clocks) {
        this.clocks = clocks;
    }

    /** An alert that was raised, and when by business time. */
    public record Raised(Instant at, OperatorAlert alert) {}

    public Future<Void> raise(SqlClient tx, List<OperatorAlert> alerts) {
        return alerts.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(RAISE)
                        .execute(Tuple.of(
                                Columns.of(alerts, OperatorAlert::kind, String[]::new),
                                Columns.of(alerts, OperatorAlert::about, String[]::new),
                                Columns.of(alerts, OperatorAlert::code, String[]::new),
                                Columns.of(alerts, OperatorAlert::once, String[]::new),
                                Times.of(clocks.business())))
                        .mapEmpty();
    }

    /** Forgets those of more than 90 days ago. */
    public Future<Void> forgetOld(SqlClient client) {
        return client.preparedQuery(FORGET)
                .execute(Tuple.of(Times.of(clocks.business().minus(KEPT))))
                .mapEmpty();
    }

    /** The newest first. */
    public Future<List<Raised>> newest(SqlClient client, int limit) {
        return client.preparedQuery(NEWEST).execute(Tuple.of(limit)).map(rows -> {
            List<Raised> raised = new ArrayList<>();
            rows.forEach(row -> raised.add(new Raised(
                    Times.instant(row.getOffsetDateTime("at")),
                    new OperatorAlert(
                            row.getString("kind"),
                            row.getString("about"),
                            row.getString("code"),
                            row.getString("once")))));
            return raised;
        });
    }
}
