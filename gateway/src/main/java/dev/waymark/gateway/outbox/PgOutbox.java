package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Feeds;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes what was planned. The caller holds the lock on the case's row, so that of two plans for one case the second
 * sees what the first wrote; numbers of inboxes and of the alert feed are taken last, in commit order. Thread-safe.
 */
public final class PgOutbox {

    /** A link is good for this long (protocol, section 8). */
    private static final Duration LINK_LIFE = Duration.ofDays(30);

    private static final String ALREADY_WRITTEN = """
            select case_id, milestone, purpose, recipient, channel
            from notification
            where (case_id, milestone) in (select * from unnest($1::uuid[], $2::uuid[]))
            """;

    private static final String INSERT_NOTIFICATIONS = """
            insert into notification (case_id, id, milestone, task, purpose, recipient, channel, template, partner,
                sequence, address_hash, state, reason, token, provider, unsubscribe_token, made_at, concluded_at)
            select n.case_id, n.id, n.milestone, n.task, n.purpose, n.recipient, n.channel, n.template, n.partner,
                n.sequence, n.address_hash, n.state, n.reason, n.token, n.provider, n.unsubscribe_token, $17::timestamptz,
                case when n.state = 'due' then null else $17::timestamptz end
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::bigint[], $11::bytea[], $12::text[], $13::text[], $14::bytea[], $15::text[],
                $16::bytea[])
                as n(case_id, id, milestone, task, purpose, recipient, channel, template, partner,
                    sequence, address_hash, state, reason, token, provider, unsubscribe_token)
            """;

    private static final String INSERT_DUE = """
            insert into outbox (notification, case_id, channel, lane, not_before, retry_at, give_up_at)
            select d.notification, d.case_id, d.channel, d.lane, d.not_before, $7::timestamptz, d.give_up_at
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
                as d(notification, case_id, channel, lane, not_before, give_up_at)
            """;

    private static final String INSERT_LINKS = """
            insert into link (token_hash, kind, notification, case_id, expires_at)
            select l.token_hash, $5, l.notification, l.case_id, $4::timestamptz
            from unnest($1::bytea[], $2::uuid[], $3::uuid[]) as l(token_hash, notification, case_id)
            """;

    private static final String INSERT_ALERTS = """
            insert into alert (case_id, id, program, kind, code, severity, milestone, notification, at, ack_required,
                once, words)
            select a.case_id, a.id, a.program, a.kind, a.code, a.severity, a.milestone, a.notification,
                $12::timestamptz, a.ack_required, a.once, a.words
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
                $9::boolean[], $10::text[], $11::bytea[])
                as a(case_id, id, program, kind, code, severity, milestone, notification, ack_required, once, words)
            on conflict (once) do nothing
            returning id, case_id
            """;

    private static final String INSERT_FEED = """
            insert into alert_feed (cursor, alert, case_id, what)
            select f.cursor, f.alert, f.case_id, 'alert'
            from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as f(cursor, alert, case_id)
            """;

    private final Clocks clocks;

    public PgOutbox(Clocks clocks) {
        this.clocks = clocks;
    }

    /**
     * Writes notifications, with their outbox rows and links, and alerts. What stands there already (same milestone,
     * purpose, recipient and channel; same {@code once}) is passed over.
     */
    public Future<Void> put(SqlClient tx, List<NewNotification> notifications, List<NewAlert> alerts) {
        return withoutWritten(tx, notifications)
                .compose(fresh -> insertAlerts(tx, alerts).compose(raised -> numbers(tx, fresh, raised.size())
                        .compose(first -> insertNotifications(tx, fresh, first)
                                .compose(done -> insertDue(tx, fresh))
                                .compose(done -> insertLinks(tx, fresh, "read", NewNotification::link))
                                .compose(done -> insertLinks(tx, fresh, "unsubscribe", NewNotification::unsubscribe))
                                .compose(done -> insertFeed(tx, raised, first)))));
    }

    private static Future<List<NewNotification>> withoutWritten(SqlClient tx, List<NewNotification> notifications) {
        if (notifications.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return tx.preparedQuery(ALREADY_WRITTEN)
                .execute(Tuple.of(
                        column(notifications, UUID.class, n -> n.caseId().value()), (Object) column(
                                notifications, UUID.class, n -> n.milestone().value())))
                .map(rows -> {
                    Set<String> written = new HashSet<>();
                    for (Row row : rows) {
                        written.add(key(
                                row.getUUID(0), row.getUUID(1), row.getString(2), row.getString(3), row.getString(4)));
                    }
                    List<NewNotification> fresh = new ArrayList<>();
                    for (NewNotification n : notifications) {
                        if (written.add(key(
                                n.caseId().value(),
                                n.milestone().value(),
                                n.purpose().value(),
                                n.recipient().toString(),
                                n.channel().word()))) {
                            fresh.add(n);
                        }
                    }
                    return fresh;
                });
    }

    private static String key(UUID caseId, UUID milestone, String purpose, String recipient, String channel) {
        return caseId + "|" + milestone + "|" + purpose + "|" + recipient + "|" + channel;
    }

    /** The first number of each feed that is needed. */
    private static Future<Map<String, Long>> numbers(SqlClient tx, List<NewNotification> fresh, int alerts) {
        Map<String, Integer> needed = new TreeMap<>();
        for (NewNotification n : fresh) {
            if (n.isNumbered()) {
                needed.merge(Feeds.ofPartner(n.partner().orElseThrow().value()), 1, Integer::sum);
            }
        }
        if (alerts > 0) {
            needed.put(Feeds.ALERTS, alerts);
        }
        return needed.isEmpty() ? Future.succeededFuture(Map.of()) : Feeds.take(tx, needed);
    }

    private Future<Void> insertNotifications(SqlClient tx, List<NewNotification> fresh, Map<String, Long> first) {
        if (fresh.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, Long> next = new HashMap<>(first);
        Long[] sequences = new Long[fresh.size()];
        for (int i = 0; i < sequences.length; i++) {
            NewNotification n = fresh.get(i);
            if (n.isNumbered()) {
                String feed = Feeds.ofPartner(n.partner().orElseThrow().value());
                sequences[i] = next.merge(feed, 1L, Long::sum) - 1;
            }
        }
        Tuple values = Tuple.tuple();
        values.addValue(column(fresh, UUID.class, n -> n.caseId().value()));
        values.addValue(column(fresh, UUID.class, n -> n.id().value()));
        values.addValue(column(fresh, UUID.class, n -> n.milestone().value()));
        values.addValue(nullable(fresh, new UUID[fresh.size()], n -> n.task().map(t -> t.value())));
        values.addValue(column(fresh, String.class, n -> n.purpose().value()));
        values.addValue(column(fresh, String.class, n -> n.recipient().toString()));
        values.addValue(column(fresh, String.class, n -> n.channel().word()));
        values.addValue(column(fresh, String.class, NewNotification::template));
        values.addValue(
                nullable(fresh, new String[fresh.size()], n -> n.partner().map(PartnerId::value)));
        values.addValue(sequences);
        values.addValue(nullable(fresh, new Buffer[fresh.size()], NewNotification::addressHash));
        values.addValue(column(fresh, String.class, n -> state(n.decision())));
        values.addValue(column(fresh, String.class, n -> n.decision().reason()));
        values.addValue(
                nullable(fresh, new Buffer[fresh.size()], n -> n.link().map(NewNotification.Link::sealedToken)));
        values.addValue(nullable(fresh, new String[fresh.size()], n -> n.lane().textProvider()));
        values.addValue(
                nullable(fresh, new Buffer[fresh.size()], n -> n.unsubscribe().map(NewNotification.Link::sealedToken)));
        values.addValue(Times.of(clocks.business()));
        return tx.preparedQuery(INSERT_NOTIFICATIONS).execute(values).mapEmpty();
    }

    private static String state(Decision decision) {
        if (decision instanceof Decision.Send) {
            return "due";
        }
        return decision instanceof Decision.Keep ? "kept" : "left-out";
    }

    private Future<Void> insertDue(SqlClient tx, List<NewNotification> fresh) {
        List<NewNotification> due = fresh.stream()
                .filter(n -> n.decision() instanceof Decision.Send)
                .toList();
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.preparedQuery(INSERT_DUE)
                .execute(Tuple.of(
                                column(due, UUID.class, n -> n.id().value()),
                                column(due, UUID.class, n -> n.caseId().value()),
                                column(due, String.class, n -> n.channel().word()),
                                column(due, String.class, n -> n.lane().name()),
                                column(due, OffsetDateTime.class, n -> Times.of(send(n).notBefore())),
                                nullable(due, new OffsetDateTime[due.size()], n -> send(n).giveUpAt()
                                        .map(Times::of)))
                        .addValue(Times.of(clocks.steady())))
                .mapEmpty();
    }

    private static Decision.Send send(NewNotification n) {
        return (Decision.Send) n.decision();
    }

    private Future<Void> insertLinks(
            SqlClient tx,
            List<NewNotification> fresh,
            String kind,
            Function<NewNotification, Optional<NewNotification.Link>> link) {
        List<NewNotification> linked =
                fresh.stream().filter(n -> link.apply(n).isPresent()).toList();
        if (linked.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.preparedQuery(INSERT_LINKS)
                .execute(Tuple.of(
                        column(linked, Buffer.class, n -> link.apply(n)
                                .orElseThrow()
                                .tokenHash()),
                        column(linked, UUID.class, n -> n.id().value()),
                        column(linked, UUID.class, n -> n.caseId().value()),
                        Times.of(clocks.business().plus(LINK_LIFE)),
                        kind))
                .mapEmpty();
    }

    private Future<List<Raised>> insertAlerts(SqlClient tx, List<NewAlert> alerts) {
        if (alerts.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Tuple values = Tuple.tuple();
        values.addValue(column(alerts, UUID.class, a -> a.caseId().value()));
        values.addValue(column(alerts, UUID.class, a -> a.id().value()));
        values.addValue(column(alerts, String.class, a -> a.program().value()));
        values.addValue(column(alerts, String.class, NewAlert::kind));
        values.addValue(column(alerts, String.class, NewAlert::code));
        values.addValue(column(alerts, String.class, NewAlert::severity));
        values.addValue(
                nullable(alerts, new UUID[alerts.size()], a -> a.milestone().map(m -> m.value())));
        values.addValue(
                nullable(alerts, new UUID[alerts.size()], a -> a.notification().map(n -> n.value())));
        values.addValue(column(alerts, Boolean.class, NewAlert::ackRequired));
        values.addValue(column(alerts, String.class, NewAlert::once));
        values.addValue(nullable(alerts, new Buffer[alerts.size()], NewAlert::words));
        values.addValue(Times.of(clocks.business()));
        return tx.preparedQuery(INSERT_ALERTS).execute(values).map(rows -> {
            List<Raised> raised = new ArrayList<>();
            rows.forEach(row -> raised.add(new Raised(row.getUUID(0), row.getUUID(1))));
            return raised;
        });
    }

    private record Raised(UUID alert, UUID caseId) {}

    private static Future<Void> insertFeed(SqlClient tx, List<Raised> raised, Map<String, Long> first) {
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
                        cursors, column(raised, UUID.class, Raised::alert), column(raised, UUID.class, Raised::caseId)))
                .mapEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <S, T> T[] column(List<S> rows, Class<T> type, Function<S, T> value) {
        T[] array = (T[]) java.lang.reflect.Array.newInstance(type, rows.size());
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        return array;
    }

    private static <S, T> T[] nullable(List<S> rows, T[] array, Function<S, Optional<T>> value) {
        for (int i = 0; i < array.length; i++) {
            int at = i;
            value.apply(rows.get(i)).ifPresent(present -> array[at] = present);
        }
        return array;
    }
}
