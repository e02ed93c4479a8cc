package dev.waymark.gateway.acks;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Text messages that went out, by the number they went to, and how far the provider got with them. Stateless. */
final class PgTexts {

    private static final Duration ANSWERED_EACH = Duration.ofDays(1);

    /** The state of a message to a phone, as providers tell it. */
    private static final List<String> FORWARD = List.of("queued", "sent");

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
            select n.case_id, n.provider_status
              from notification n
             where n.id = $1 and n.channel = 'sms' and n.provider = $2
               and (n.sent_at is not null
                    or exists (select from outbox o where o.notification = n.id and o.attempts > 0))
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

    /** A message that went to a provider, its row locked. */
    record Sent(CaseId caseId, Optional<String> status) {

        /** Whether this is news: {@code queued}, {@code sent}, then {@code delivered} or {@code failed}, which are final. */
        boolean goesForwardTo(String next) {
            return status.map(now -> rank(next) > rank(now)).orElse(true);
        }

        private static int rank(String status) {
            int at = FORWARD.indexOf(status);
            return at < 0 ? FORWARD.size() : at;
        }
    }

    Future<Optional<Sent>> lockSent(SqlClient tx, NotificationId id, String provider) {
        return tx.preparedQuery(WENT_TO).execute(Tuple.of(id.value(), provider)).map(rows -> rows.stream()
                .map(row -> new Sent(new CaseId(row.getUUID(0)), Optional.ofNullable(row.getString(1))))
                .findFirst());
    }

    Future<Void> setStatus(SqlClient tx, NotificationId id, CaseId caseId, String status) {
        return tx.preparedQuery(SET_STATUS)
                .execute(Tuple.of(id.value(), caseId.value(), status))
                .mapEmpty();
    }

    /** Whether this number may be told now that its words were passed on; at most once a day. */
    Future<Boolean> mayAnswer(SqlClient tx, Buffer number, Instant now) {
        return tx.preparedQuery(MAY_ANSWER)
                .execute(Tuple.of(number, Times.of(now), Times.of(now.minus(ANSWERED_EACH))))
                .map(rows -> rows.rowCount() > 0);
    }
}
