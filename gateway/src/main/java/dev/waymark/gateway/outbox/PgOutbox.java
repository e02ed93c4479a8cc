package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Feeds;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
                sequence, address_hash, state, reason, token, provider, unsubscribe_token, language, made_at,
                concluded_at)
            select n.case_id, n.id, n.milestone, n.task, n.purpose, n.recipient, n.channel, n.template, n.partner,
                n.sequence, n.address_hash, n.state, n.reason, n.token, n.provider, n.unsubscribe_token, n.language,
                $18::timestamptz, case when n.state = 'due' then null else $18::timestamptz end
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::bigint[], $11::bytea[], $12::text[], $13::text[], $14::bytea[], $15::text[],
                $16::bytea[], $17::text[])
                as n(case_id, id, milestone, task, purpose, recipient, channel, template, partner,
                    sequence, address_hash, state, reason, token, provider, unsubscribe_token, language)
            """;

    private static final String INSERT_LINKS = """
            insert into link (token_hash, kind, notification, case_id, expires_at)
            select l.token_hash, $5, l.notification, l.case_id, $4::timestamptz
            from unnest($1::bytea[], $2::uuid[], $3::uuid[]) as l(token_hash, notification, case_id)
            """;

    private static final String CANCEL_REQUESTS = """
            update notification
            set cancelled_at = $2::timestamptz
            where id in (select id from notification
                where task = any($1) and cancelled_at is null and purpose ~ '^(requested|reminder|escalation)'
                order by id
                for update)
            """;

    private final Clocks clocks;
    private final PgNewAlerts newAlerts;
    private final PgDue due;

    public PgOutbox(Clocks clocks) {
        this.clocks = clocks;
        this.newAlerts = new PgNewAlerts(clocks);
        this.due = new PgDue(clocks);
    }

    /**
     * Writes notifications, with their outbox rows and links, and alerts. What stands there already (same milestone,
     * purpose, recipient and channel; same {@code once}) is passed over.
     */
    public Future<Void> put(SqlClient tx, List<NewNotification> notifications, List<NewAlert> alerts) {
        return withoutWritten(tx, notifications)
                .compose(fresh -> newAlerts.insert(tx, alerts).compose(raised -> numbers(tx, fresh, raised.size())
                        .compose(first -> insertNotifications(tx, fresh, sequences(fresh, first))
                                .compose(done -> due.insert(tx, fresh, sequences(fresh, first)))
                                .compose(done -> insertLinks(tx, fresh, "read", NewNotification::link))
                                .compose(done -> insertLinks(tx, fresh, "unsubscribe", NewNotification::unsubscribe))
                                .compose(done -> newAlerts.feed(tx, raised, first)))));
    }

    /** What requested these tasks, and followed that up, is open no more: they are cancelled. */
    public Future<Void> cancelRequests(SqlClient tx, Collection<TaskId> tasks, Instant at) {
        return tasks.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(CANCEL_REQUESTS)
                        .execute(Tuple.of(Columns.of(tasks, TaskId::value, UUID[]::new), Times.of(at)))
                        .mapEmpty();
    }

    private static Future<List<NewNotification>> withoutWritten(SqlClient tx, List<NewNotification> notifications) {
        if (notifications.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return tx.preparedQuery(ALREADY_WRITTEN)
                .execute(Tuple.of(Columns.of(notifications, n -> n.caseId().value(), UUID[]::new), (Object)
                        Columns.of(notifications, n -> n.milestone().value(), UUID[]::new)))
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

    private static Map<NotificationId, Long> sequences(List<NewNotification> fresh, Map<String, Long> first) {
        Map<String, Long> next = new HashMap<>(first);
        Map<NotificationId, Long> sequences = new HashMap<>();
        for (NewNotification n : fresh) {
            if (n.isNumbered()) {
                String feed = Feeds.ofPartner(n.partner().orElseThrow().value());
                sequences.put(n.id(), next.merge(feed, 1L, Long::sum) - 1);
            }
        }
        return sequences;
    }

    private Future<Void> insertNotifications(
            SqlClient tx, List<NewNotification> fresh, Map<NotificationId, Long> sequences) {
        if (fresh.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.tuple();
        values.addValue(Columns.of(fresh, n -> n.caseId().value(), UUID[]::new));
        values.addValue(Columns.of(fresh, n -> n.id().value(), UUID[]::new));
        values.addValue(Columns.of(fresh, n -> n.milestone().value(), UUID[]::new));
        values.addValue(Columns.optional(fresh, n -> n.task().map(t -> t.value()), UUID[]::new));
        values.addValue(Columns.of(fresh, n -> n.purpose().value(), String[]::new));
        values.addValue(Columns.of(fresh, n -> n.recipient().toString(), String[]::new));
        values.addValue(Columns.of(fresh, n -> n.channel().word(), String[]::new));
        values.addValue(Columns.of(fresh, NewNotification::template, String[]::new));
        values.addValue(Columns.optional(fresh, n -> n.partner().map(PartnerId::value), String[]::new));
        values.addValue(Columns.optional(fresh, n -> Optional.ofNullable(sequences.get(n.id())), Long[]::new));
        values.addValue(Columns.optional(fresh, NewNotification::addressHash, Buffer[]::new));
        values.addValue(Columns.of(fresh, n -> state(n.decision()), String[]::new));
        values.addValue(Columns.of(fresh, n -> n.decision().reason().code(), String[]::new));
        values.addValue(Columns.optional(fresh, n -> n.link().map(NewNotification.Link::sealedToken), Buffer[]::new));
        values.addValue(Columns.optional(fresh, n -> n.lane().textProvider(), String[]::new));
        values.addValue(
                Columns.optional(fresh, n -> n.unsubscribe().map(NewNotification.Link::sealedToken), Buffer[]::new));
        values.addValue(Columns.optional(fresh, NewNotification::language, String[]::new));
        values.addValue(Times.of(clocks.business()));
        return tx.preparedQuery(INSERT_NOTIFICATIONS).execute(values).mapEmpty();
    }

    private static String state(Decision decision) {
        if (decision instanceof Decision.Send) {
            return "due";
        }
        return decision instanceof Decision.Keep ? "kept" : "left-out";
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
                        Columns.of(linked, n -> link.apply(n).orElseThrow().tokenHash(), Buffer[]::new),
                        Columns.of(linked, n -> n.id().value(), UUID[]::new),
                        Columns.of(linked, n -> n.caseId().value(), UUID[]::new),
                        Times.of(clocks.business().plus(LINK_LIFE)),
                        kind))
                .mapEmpty();
    }
}
