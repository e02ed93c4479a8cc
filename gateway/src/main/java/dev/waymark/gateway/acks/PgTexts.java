package dev.waymark.gateway.acks;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Text messages that went out, by the number they went to, and how far the provider got with them. Stateless. */
final class PgTexts {

    private static final Duration ANSWERED_EACH = Duration.ofDays(1);

    /** A provider may call back before its acceptance is on record: then the message has been claimed, at least. */
    private static final String NEWEST = """
            select n.id
              from notification n
             where n.address_hash = $1 and n.channel = 'sms' and (not $2 or n.acknowledged_at is null)
               and (n.sent_at is not null
                    or exists (select from outbox o where o.notification = n.id and o.attempts > 0))
             order by n.made_at desc, n.id desc
             limit 1
            """;

    private static final String WENT_TO = """
            select n.id, n.case_id, n.provider_status, n.address_hash
              from notification n
             where n.id = $1 and n.channel = 'sms' and n.provider = $2
               and (n.sent_at is not null
                    or exists (select from outbox o where o.notification = n.id and o.attempts > 0))
               for update of n
            """;

    private static final String WENT_TO_AS = """
            select n.id, n.case_id, n.provider_status, n.address_hash
              from notification n
             where n.provider_id = $1 and n.channel = 'sms' and n.provider = $2
             order by n.id
             limit 1
               for update of n
            """;

    private static final String SET_STATUS =
            "update notification set provider_status = $3 where id = $1 and case_id = $2";

    private static final String MAY_ANSWER = """
            insert into text_answered (address_hash, at) values ($1, $2)
            on conflict (address_hash) do update set at = excluded.at where text_answered.at <= $3
            """;

    /** The newest message that went to this number; with {@code open}, of those not acknowledged. */
    Future<Optional<NotificationId>> newest(SqlClient client, Buffer number, boolean open) {
        return client.preparedQuery(NEWEST).execute(Tuple.of(number, open)).map(rows -> rows.stream()
                .map(row -> new NotificationId(row.getUUID(0)))
                .findFirst());
    }

    /**
     * A message that went to a provider, its row locked.
     *
     * @param number keyed hash of where it went
     */
    record Sent(NotificationId id, CaseId caseId, Optional<DeliveryStatus> status, Buffer number) {}

    /** By our own id. */
    Future<Optional<Sent>> lockSent(SqlClient tx, NotificationId id, String provider) {
        return tx.preparedQuery(WENT_TO).execute(Tuple.of(id.value(), provider)).map(PgTexts::sent);
    }

    /** By the provider's id for it. */
    Future<Optional<Sent>> lockSent(SqlClient tx, String farId, String provider) {
        return tx.preparedQuery(WENT_TO_AS).execute(Tuple.of(farId, provider)).map(PgTexts::sent);
    }

    private static Optional<Sent> sent(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Sent(
                        new NotificationId(row.getUUID(0)),
                        new CaseId(row.getUUID(1)),
                        Optional.ofNullable(row.getString(2)).map(DeliveryStatus::of),
                        row.getBuffer(3)))
                .findFirst();
    }

    Future<Void> setStatus(SqlClient tx, NotificationId id, CaseId caseId, DeliveryStatus status) {
        return tx.preparedQuery(SET_STATUS)
                .execute(Tuple.of(id.value(), caseId.value(), status.word()))
                .mapEmpty();
    }

    /** Whether this number may be told now that its words were passed on; at most once a day. */
    Future<Boolean> mayAnswer(SqlClient tx, Buffer number, Instant now) {
        return tx.preparedQuery(MAY_ANSWER)
                .execute(Tuple.of(number, Times.of(now), Times.of(now.minus(ANSWERED_EACH))))
                .map(rows -> rows.rowCount() > 0);
    }
}
