package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Feeds;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Alerts, and their places in the feed. Thread-safe. */
final class PgNewAlerts {

    private static final String INSERT_ALERTS = """
            with raised as (
                insert into alert (case_id, id, program, kind, code, severity, milestone, notification, at, ack_required,
                    once, words, partner, expected_by)
                select a.case_id, a.id, a.program, a.kind, a.code, a.severity, a.milestone, a.notification,
                    $14::timestamptz, a.ack_required, a.once, a.words, a.partner, a.expected_by
                from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
                    $9::boolean[], $10::text[], $11::bytea[], $12::text[], $13::timestamptz[])
                    as a(case_id, id, program, kind, code, severity, milestone, notification, ack_required, once, words,
                        partner, expected_by)
                on conflict (once) do nothing
                returning id, case_id, severity, ack_required
            ), followed as (
                insert into alert_follow_up (alert, case_id, next_at)
                select id, case_id, $15::timestamptz from raised where severity = 'urgent' and ack_required
            )
            select id, case_id from raised
            """;

    private static final String INSERT_FEED = """
            insert into alert_feed (cursor, alert, case_id, what)
            select f.cursor, f.alert, f.case_id, 'alert'
            from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as f(cursor, alert, case_id)
            """;

    /** Then it goes out by mail, unless somebody acknowledged it. */
    private static final Duration URGENT = Duration.ofMinutes(10);

    private final Clocks clocks;

    PgNewAlerts(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Those that were raised: one whose {@code once} stands there already is not raised again. */
    Future<List<Raised>> insert(SqlClient tx, List<NewAlert> alerts) {
        if (alerts.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Tuple values = Tuple.tuple();
        values.addValue(Columns.of(alerts, a -> a.caseId().value(), UUID[]::new));
        values.addValue(Columns.of(alerts, a -> a.id().value(), UUID[]::new));
        values.addValue(Columns.of(alerts, a -> a.program().value(), String[]::new));
        values.addValue(Columns.of(alerts, NewAlert::kind, String[]::new));
        values.addValue(Columns.of(alerts, NewAlert::code, String[]::new));
        values.addValue(Columns.of(alerts, NewAlert::severity, String[]::new));
        values.addValue(Columns.optional(alerts, a -> a.milestone().map(m -> m.value()), UUID[]::new));
        values.addValue(Columns.optional(alerts, a -> a.notification().map(n -> n.value()), UUID[]::new));
        values.addValue(Columns.of(alerts, NewAlert::ackRequired, Boolean[]::new));
        values.addValue(Columns.of(alerts, NewAlert::once, String[]::new));
        values.addValue(Columns.optional(alerts, NewAlert::words, Buffer[]::new));
        values.addValue(Columns.optional(
                alerts, a -> a.clock().flatMap(c -> c.partner().map(PartnerId::value)), String[]::new));
        values.addValue(
                Columns.optional(alerts, a -> a.clock().map(c -> Times.of(c.expectedBy())), OffsetDateTime[]::new));
        Instant now = clocks.business();
        values.addValue(Times.of(now));
        values.addValue(Times.of(now.plus(URGENT)));
        return tx.preparedQuery(INSERT_ALERTS).execute(values).map(rows -> {
            List<Raised> raised = new ArrayList<>();
            rows.forEach(row -> raised.add(new Raised(row.getUUID(0), row.getUUID(1))));
            return raised;
        });
    }

    /** An alert that was raised now. */
    record Raised(UUID alert, UUID caseId) {}

    /** Puts them into the feed, from its first number on; taken last, so that cursors come in commit order. */
    Future<Void> feed(SqlClient tx, List<Raised> raised, Map<String, Long> first) {
        Long next = first.get(Feeds.ALERTS);
        if (next == null) {
            return Future.succeededFuture();
        }
        Long[] cursors = new Long[raised.size()];
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = next + i;
        }
        return tx.preparedQuery(INSERT_FEED)
                .execute(Tuple.of(
                        cursors,
                        Columns.of(raised, Raised::alert, UUID[]::new),
                        Columns.of(raised, Raised::caseId, UUID[]::new)))
                .mapEmpty();
    }
}
