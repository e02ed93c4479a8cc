package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How many texts a number got of late, from whatever case. Stateless. */
public final class PgSentLately {

    /** A text that went out within a day was made within the day before it: an older one is left out as stale. */
    private static final Duration MADE_WITHIN = Duration.ofDays(2);

    private static final String LATELY = """
            select n.id,
                array(select s.sent_at
                    from notification s
                    where s.address_hash = n.address_hash and s.channel = 'sms' and s.made_at > $2 and s.sent_at > $3
                    order by s.sent_at desc) as sent,
                (select count(*)
                    from notification s
                    join outbox o on o.notification = s.id
                    where s.address_hash = n.address_hash and s.channel = 'sms' and s.made_at > $2
                        and s.id < n.id and o.lease_until > $4) as under_way
            from notification n
            where n.id = any($1) and n.channel = 'sms' and n.address_hash is not null
            """;

    /**
     * What went to the number of one message.
     *
     * @param sent business times within the last day, the newest first
     * @param underWay messages before this one that are in some node's hands
     */
    public record Lately(List<Instant> sent, int underWay) {}

    /** Of these messages the texts. */
    public Future<Map<NotificationId, Lately>> of(
            SqlClient client, Collection<NotificationId> texts, Instant business, Instant steady) {
        return client.preparedQuery(LATELY)
                .execute(Tuple.of(
                        Columns.of(texts, NotificationId::value, UUID[]::new),
                        Times.of(business.minus(MADE_WITHIN)),
                        Times.of(business.minus(Duration.ofDays(1))),
                        Times.of(steady)))
                .map(rows -> {
                    Map<NotificationId, Lately> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new NotificationId(row.getUUID(0)),
                            new Lately(
                                    Arrays.stream(row.getArrayOfOffsetDateTimes(1))
                                            .map(Times::instant)
                                            .toList(),
                                    row.getLong(2).intValue())));
                    return found;
                });
    }
}
