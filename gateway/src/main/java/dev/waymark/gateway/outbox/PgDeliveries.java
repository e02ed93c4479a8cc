package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.Delivery.Tried;
import dev.waymark.gateway.outbox.Delivery.Waiting;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of notifications, read. Thread-safe; every call runs on the connection or transaction given. */
public final class PgDeliveries {

    private static final String FIND = """
            select n.language, n.content_level, n.encrypted, n.sent_again, n.concluded_at, n.provider_status,
                o.lane, o.not_before, o.retry_at, l.state as lane_state, l.since as lane_since,
                l.not_before as lane_not_before
            from notification n
            left join outbox o on o.notification = n.id
            left join lane l on l.lane = o.lane
            where n.id = $1 and n.case_id = $2
            """;

    private static final String ATTEMPTS = """
            select n, at, outcome, code, answered, millis, next_at, detail
            from attempt
            where notification = $1 and case_id = $2
            order by n
            """;

    private final Clocks clocks;

    public PgDeliveries(Clocks clocks) {
        this.clocks = clocks;
    }

    public Future<Delivery> of(SqlClient client, Notification notification) {
        Tuple key = Tuple.of(notification.id().value(), notification.caseId().value());
        return client.preparedQuery(ATTEMPTS)
                .execute(key)
                .map(rows -> {
                    List<Tried> attempts = new ArrayList<>();
                    rows.forEach(row -> attempts.add(tried(row, attempts.size() + 1, notification)));
                    return attempts;
                })
                .compose(attempts -> client.preparedQuery(FIND)
                        .execute(key)
                        .map(rows -> delivery(rows.iterator().next(), attempts)));
    }

    private Delivery delivery(Row row, List<Tried> attempts) {
        return new Delivery(
                Optional.ofNullable(row.getString("language")),
                Optional.ofNullable(row.getString("content_level")),
                Optional.ofNullable(row.getBoolean("encrypted")),
                row.getInteger("sent_again"),
                instant(row.getOffsetDateTime("concluded_at")),
                Optional.ofNullable(row.getString("provider_status")),
                Optional.ofNullable(row.getString("lane")).map(lane -> waiting(new Lane(lane), row)),
                attempts);
    }

    private Waiting waiting(Lane lane, Row row) {
        return new Waiting(
                lane,
                Times.instant(row.getOffsetDateTime("not_before")),
                business(Times.instant(row.getOffsetDateTime("retry_at"))),
                Optional.ofNullable(row.getString("lane_state"))
                        .map(word -> LaneState.State.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(LaneState.State.OPEN),
                instant(row.getOffsetDateTime("lane_since")),
                instant(row.getOffsetDateTime("lane_not_before")).map(this::business));
    }

    private Tried tried(Row row, int n, Notification notification) {
        return new Tried(
                n,
                Times.instant(row.getOffsetDateTime("at")),
                row.getString("outcome"),
                row.getString("code"),
                row.getBoolean("answered"),
                Duration.ofMillis(row.getLong("millis")),
                instant(row.getOffsetDateTime("next_at")).map(this::business),
                words(row.getBuffer("detail"), notification.caseId(), notification.id(), row.getInteger("n")));
    }

    private static Optional<Sealed> words(@Nullable Buffer sealed, CaseId caseId, NotificationId id, int fence) {
        return Optional.ofNullable(sealed)
                .map(value -> new Sealed(Scope.of(caseId), Attempt.wordsCell(id, fence), value));
    }

    /** What the steady clock decides, as the clock on the wall shows it. */
    private Instant business(Instant steady) {
        return steady.plus(Duration.between(clocks.steady(), clocks.business()));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(Times::instant);
    }
}
