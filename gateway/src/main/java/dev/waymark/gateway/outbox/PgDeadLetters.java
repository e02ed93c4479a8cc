package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Messages that were set aside, sent again. Thread-safe. */
public final class PgDeadLetters {

    // The fence goes on where it was: it numbers the attempts.
    private static final String AGAIN = """
            with revived as (
                update notification n
                set state = 'due', reason = 'again', concluded_at = null
                where n.id in (select id from notification where id = any($1) and state = 'dead' order by id for update)
                returning n.id, n.case_id, n.channel, n.partner, n.provider, n.sequence
            )
            insert into outbox (notification, case_id, channel, lane, not_before, retry_at, queued_at, sequence, fence)
            select r.id, r.case_id, r.channel,
                case r.channel when 'webhook' then 'webhook/' || r.partner when 'sms' then 'sms/' || r.provider else 'email' end,
                $2, $3, $3, r.sequence,
                coalesce((select max(a.n) from attempt a where a.notification = r.id), 0)
            from revived r
            returning notification
            """;

    private final Clocks clocks;

    public PgDeadLetters(Clocks clocks) {
        this.clocks = clocks;
    }

    /**
     * Puts those of {@code messages} that are dead letters back into their lanes, with a fresh schedule and under the
     * same ids. Gives those; whoever calls it writes the audit, and wakes the outbox after the commit.
     */
    public Future<List<NotificationId>> again(SqlClient tx, Collection<NotificationId> messages) {
        return tx.preparedQuery(AGAIN)
                .execute(Tuple.of(
                        Columns.of(messages, NotificationId::value, UUID[]::new),
                        Times.of(clocks.business()),
                        Times.of(clocks.steady())))
                .map(rows -> rows.stream()
                        .map(row -> new NotificationId(row.getUUID(0)))
                        .toList());
    }
}
