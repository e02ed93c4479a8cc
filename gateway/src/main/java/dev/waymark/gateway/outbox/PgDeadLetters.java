package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.outbox.DeadLetter.Filter;
import dev.waymark.gateway.outbox.DeadLetter.Place;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.PgAudit;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Messages that were set aside: listed, and sent again. Thread-safe. */
public final class PgDeadLetters {

    private static final String LANE = """
            case n.channel when 'webhook' then 'webhook/' || n.partner when 'sms' then 'sms/' || n.provider else 'email' end
            """;

    private static final String MATCHING = """
            from notification n
            join care_case c on c.id = n.case_id
            where n.state = 'dead' and (n.concluded_at, n.id) > ($1::timestamptz, $2::uuid)
                and n.concluded_at <= $3::timestamptz
                and ($4::text is null or c.program = $4)
                and ($5::text is null or n.reason = $5)
                and ($6::text is null or $6 =
            """ + LANE + """
                )
            order by n.concluded_at, n.id
            limit $7
            """;

    private static final String LIST = """
            select n.id, c.program, c.code, n.channel, n.purpose, n.reason, n.made_at, n.concluded_at, n.sent_again,
                (select count(*) from attempt a where a.notification = n.id) as attempts,
            """ + LANE + " as lane " + MATCHING;

    private static final String IDS = "select n.id " + MATCHING;

    // A fence is never given twice, also where claims left no attempt. What an operator sends again has its time anew.
    private static final String AGAIN = """
            with revived as (
                update notification n
                set state = 'due', reason = 'again', concluded_at = null, sent_again = sent_again + 1
                where n.id in (select id from notification where id = any($1) and state = 'dead' order by id for update)
                returning n.id, n.case_id, n.channel, n.sequence, n.made_at, n.sent_again,
            """ + LANE + """
                as lane
            )
            insert into outbox (notification, case_id, channel, lane, not_before, retry_at, queued_at, give_up_at, sequence,
                fence)
            select r.id, r.case_id, r.channel, r.lane, $2, $3, $3,
                case r.channel when 'sms' then greatest(r.made_at, $2) + interval '24 hours' end, r.sequence,
                coalesce((select max(a.n) from attempt a where a.notification = r.id), 0) + 1000 * r.sent_again
            from revived r
            returning notification, case_id
            """;

    private static final String PURPOSE = "send dead letter again";

    private final Clocks clocks;
    private final PgAudit audit;

    public PgDeadLetters(Clocks clocks) {
        this.clocks = clocks;
        this.audit = new PgAudit(clocks);
    }

    /** Those behind {@code after}, the longest dead first. */
    public Future<List<DeadLetter>> list(SqlClient client, Filter filter, Place after, int limit) {
        return client.preparedQuery(LIST)
                .execute(matching(filter, after, clocks.business(), limit))
                .map(rows -> rows.stream().map(PgDeadLetters::read).toList());
    }

    /** At most {@code limit} of those that were dead by {@code until}, the longest dead first. */
    public Future<List<NotificationId>> ids(SqlClient client, Filter filter, Instant until, int limit) {
        return client.preparedQuery(IDS)
                .execute(matching(filter, Place.START, until, limit))
                .map(rows -> rows.stream()
                        .map(row -> new NotificationId(row.getUUID(0)))
                        .toList());
    }

    /**
     * Puts those of {@code messages} that are dead letters back into their lanes, with a fresh schedule and under the
     * same ids. Gives those, each on record as sent again by {@code who} in this transaction; whoever calls it wakes the
     * outbox after the commit.
     */
    public Future<List<NotificationId>> again(SqlClient tx, String who, Collection<NotificationId> messages) {
        return tx.preparedQuery(AGAIN)
                .execute(Tuple.of(
                        Columns.of(messages, NotificationId::value, UUID[]::new),
                        Times.of(clocks.business()),
                        Times.of(clocks.steady())))
                .compose(rows -> audit.record(
                                tx,
                                new Reader(who, PURPOSE),
                                rows.stream().map(PgDeadLetters::moved).toList())
                        .map(rows.stream()
                                .map(row -> new NotificationId(row.getUUID(0)))
                                .toList()));
    }

    private static PgAudit.Entry moved(Row row) {
        return new PgAudit.Entry(
                Scope.of(new CaseId(row.getUUID(1))),
                new Cell("notification", "state", row.getUUID(0).toString()));
    }

    private static Tuple matching(Filter filter, Place after, Instant until, int limit) {
        Tuple values = Tuple.of(Times.of(after.deadAt()), after.id(), Times.of(until));
        values.addValue(filter.program().map(ProgramId::value).orElse(null));
        values.addValue(filter.reason().orElse(null));
        values.addValue(filter.lane().map(Lane::name).orElse(null));
        values.addValue(limit);
        return values;
    }

    private static DeadLetter read(Row row) {
        return new DeadLetter(
                new NotificationId(row.getUUID("id")),
                new CaseRef(new ProgramId(row.getString("program")), row.getString("code")),
                new Lane(row.getString("lane")),
                ChannelKind.of(row.getString("channel")),
                row.getString("purpose"),
                row.getString("reason"),
                Times.instant(row.getOffsetDateTime("made_at")),
                Times.instant(row.getOffsetDateTime("concluded_at")),
                row.getLong("attempts"),
                row.getInteger("sent_again"));
    }
}
