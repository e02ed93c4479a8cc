package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Notifications, read. Stateless; every call runs on the connection or transaction given. */
public final class PgNotifications {

    private static final String NOTIFICATIONS = """
            select case_id, id, milestone, task, purpose, recipient, channel, template, partner, sequence, state, reason,
                made_at, sent_at, acknowledged_at, cancelled_at, token, unsubscribe_token
            from notification
            """;

    private static final String BY_IDS = NOTIFICATIONS + """
            where id = any($1)
            """;

    private static final String LOCK = NOTIFICATIONS + """
            where id = $1
            for update
            """;

    /**
     * Whether a {@code notification n} is open for its partner. A reminder that was made as its task was being answered
     * says nothing any more. That may be a moment later: nothing is asked again so soon.
     */
    public static final String OPEN = """
            (n.acknowledged_at is null and n.cancelled_at is null
                and not (n.purpose ~ '^(reminder|escalation) ' and exists (select from task t
                    where t.id = n.task and t.case_id = n.case_id
                        and (t.status in ('completed', 'rejected', 'cancelled')
                            or t.acknowledged_at >= n.made_at - interval '1 minute'))))
            """;

    private static final String INBOX =
            NOTIFICATIONS + "n\nwhere partner = $1 and sequence > $2 and ($3 or " + OPEN + """
            )
            order by sequence
            limit $4
            """;

    private static final String OF_CASE = NOTIFICATIONS + """
            where case_id = $1
            order by made_at desc, id desc
            limit $2
            """;

    private static final String OVERTAKEN = """
            select n.id,
                exists (select from notification x
                    where x.case_id = n.case_id and x.milestone = n.milestone and x.recipient = n.recipient
                        and x.acknowledged_at is not null)
                    or exists (select from alert a
                        where a.id = n.milestone and a.case_id = n.case_id and a.acknowledged_at is not null)
                    as read_elsewhere,
                n.channel = 'sms' and exists (select from notification x
                    where x.case_id = n.case_id and x.recipient = n.recipient and x.channel = 'sms'
                        and (x.made_at, x.id) > (n.made_at, n.id) and x.state in ('due', 'delivered')) as superseded
            from notification n
            where n.id = any($1) and (n.recipient like 'person/%' or n.recipient like 'user/%')
            """;

    private static final String READDRESS = """
            update notification n set address_hash = a.hash
            from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as a(id, case_id, hash)
            where n.id = a.id and n.case_id = a.case_id and n.address_hash is distinct from a.hash
            """;

    private static final String ACKNOWLEDGED_BY =
            "select acknowledged_by from notification where id = $1 and case_id = $2";

    private static final String ACKNOWLEDGE = """
            update notification set acknowledged_at = $3, acknowledged_by = $4
            where id = $1 and case_id = $2 and acknowledged_at is null
            """;

    public Future<List<Notification>> byIds(SqlClient client, Collection<NotificationId> ids) {
        UUID[] values = ids.stream().map(NotificationId::value).toArray(UUID[]::new);
        return client.preparedQuery(BY_IDS).execute(Tuple.of((Object) values)).map(PgNotifications::read);
    }

    public Future<Optional<Notification>> find(SqlClient client, NotificationId id) {
        return byIds(client, List.of(id)).map(found -> found.stream().findFirst());
    }

    /** One, its row locked until the transaction ends. */
    public Future<Optional<Notification>> lock(SqlClient tx, NotificationId id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id.value())).map(rows -> read(rows).stream()
                .findFirst());
    }

    /** A partner's own, by sequence, those after {@code after}; with {@code all} false, only what is open. */
    public Future<List<Notification>> inbox(SqlClient client, PartnerId partner, long after, boolean all, int limit) {
        return client.preparedQuery(INBOX)
                .execute(Tuple.of(partner.value(), after, all, limit))
                .map(PgNotifications::read);
    }

    /** What a case led to, the newest first. */
    public Future<List<Notification>> ofCase(SqlClient client, CaseId caseId, int limit) {
        return client.preparedQuery(OF_CASE)
                .execute(Tuple.of(caseId.value(), limit))
                .map(PgNotifications::read);
    }

    /**
     * What happened to a person's message, or a user's mail about an alert, while it waited.
     *
     * @param readElsewhere the same news was acknowledged over another channel, the alert in the console
     * @param superseded newer news of the case goes to them by text
     */
    public record Overtaken(boolean readElsewhere, boolean superseded) {
        public static final Overtaken NOT = new Overtaken(false, false);
    }

    /** Of these notifications those that go to people and users; others are absent. */
    public Future<Map<NotificationId, Overtaken>> overtaken(SqlClient client, Collection<NotificationId> ids) {
        UUID[] values = ids.stream().map(NotificationId::value).toArray(UUID[]::new);
        return client.preparedQuery(OVERTAKEN)
                .execute(Tuple.of((Object) values))
                .map(rows -> {
                    Map<NotificationId, Overtaken> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new NotificationId(row.getUUID(0)), new Overtaken(row.getBoolean(1), row.getBoolean(2))));
                    return found;
                });
    }

    /** Records an acknowledgement; false: it was acknowledged before, and nothing changed. */
    public Future<Boolean> acknowledge(SqlClient tx, Notification notification, Instant at, Optional<Buffer> sealedBy) {
        return tx.preparedQuery(ACKNOWLEDGE)
                .execute(Tuple.of(
                                notification.id().value(), notification.caseId().value(), Times.of(at))
                        .addValue(sealedBy.orElse(null)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Records where these go in the end, by keyed hash, where that changed while they waited. */
    public Future<Void> readdress(SqlClient tx, Map<Notification, Buffer> addresses) {
        if (addresses.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Map.Entry<Notification, Buffer>> rows = List.copyOf(addresses.entrySet());
        return tx.preparedQuery(READDRESS)
                .execute(Tuple.of(
                        Columns.of(rows, row -> row.getKey().id().value(), UUID[]::new),
                        Columns.of(rows, row -> row.getKey().caseId().value(), UUID[]::new),
                        Columns.of(rows, Map.Entry::getValue, Buffer[]::new)))
                .mapEmpty();
    }

    private static List<Notification> read(RowSet<Row> rows) {
        List<Notification> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(read(row)));
        return found;
    }

    /**
     * Who acknowledged it, sealed; to be asked only of one that was acknowledged. Empty: its case was forgotten since.
     */
    public Future<Optional<Sealed>> acknowledgedBy(SqlClient client, Notification notification) {
        return client.preparedQuery(ACKNOWLEDGED_BY)
                .execute(Tuple.of(
                        notification.id().value(), notification.caseId().value()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getBuffer(0))
                        .map(by -> new Sealed(
                                Scope.of(notification.caseId()),
                                Notification.acknowledgedByCell(notification.id()),
                                by)));
    }

    private static Notification read(Row row) {
        CaseId caseId = new CaseId(row.getUUID("case_id"));
        NotificationId id = new NotificationId(row.getUUID("id"));
        return new Notification(
                caseId,
                id,
                new MilestoneId(row.getUUID("milestone")),
                Optional.ofNullable(row.getUUID("task")).map(TaskId::new),
                new Purpose(row.getString("purpose")),
                Recipient.of(row.getString("recipient")),
                ChannelKind.of(row.getString("channel")),
                row.getString("template"),
                Optional.ofNullable(row.getString("partner")).map(PartnerId::new),
                Optional.ofNullable(row.getLong("sequence")),
                row.getString("state"),
                row.getString("reason"),
                Times.instant(row.getOffsetDateTime("made_at")),
                instant(row, "sent_at"),
                instant(row, "acknowledged_at"),
                instant(row, "cancelled_at"),
                sealed(row, "token", caseId, Notification.tokenCell(id)),
                sealed(row, "unsubscribe_token", caseId, Notification.unsubscribeTokenCell(id)));
    }

    private static Optional<Sealed> sealed(Row row, String column, CaseId caseId, Cell cell) {
        return Optional.ofNullable(row.getBuffer(column)).map(value -> new Sealed(Scope.of(caseId), cell, value));
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(Times::instant);
    }
}
