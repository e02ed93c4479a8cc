package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task of 24 hours, told in hours after a start; negative: never, but for when it was requested. Not immutable. */
final class Hours {

    private static final String INSERT = """
            insert into task (case_id, id, milestone, action, role, owner, status, requested_at, due_at, delivered_at,
                              acknowledged_at, answered_by, completed_at, completed_by, closed_at, held_since, holds, program)
            values ('00000000-0000-0007-0000-000000000001', $1, $1, 'act', 'hub', 'rx-one',
                    case when $10::timestamptz is null then 'received' else 'on-hold' end, $2, $3, $4, $5, $6, $7, $8, $9,
                    $10, $11, 'orphan-x')
            """;

    private double requested;
    private final double delivered;
    private final double answered;
    private final double closed;
    private String answeredBy = "status";
    private double completed = -1;
    private String completedBy = "rx-one";
    private double heldSince = -1;
    private double heldFrom = -1;
    private double heldUntil = -1;

    private Hours(double delivered, double answered, double closed) {
        this.delivered = delivered;
        this.answered = answered;
        this.closed = closed;
    }

    /** Requested at the start. */
    static Hours of(double delivered, double answered, double closed) {
        return new Hours(delivered, answered, closed);
    }

    Hours requested(double at) {
        requested = at;
        return this;
    }

    Hours by(String what) {
        answeredBy = what;
        return this;
    }

    Hours completed(double at, String by) {
        completed = at;
        completedBy = by;
        return this;
    }

    /** Still on hold. */
    Hours held(double since) {
        heldSince = since;
        return this;
    }

    Hours held(double from, double until) {
        heldFrom = from;
        heldUntil = until;
        return this;
    }

    /** Stores it as that of the pharmacy on the case of {@link MeasureWorld#ORPHAN}. */
    Future<?> insert(SqlClient client, UUID id, Instant start) {
        OffsetDateTime[] holds = heldFrom < 0
                ? null
                : new OffsetDateTime[] {Times.of(after(start, heldFrom)), Times.of(after(start, heldUntil))};
        return client.preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addUUID(id)
                        .addOffsetDateTime(Times.of(after(start, requested)))
                        .addOffsetDateTime(Times.of(after(start, requested + 24)))
                        .addOffsetDateTime(time(start, delivered))
                        .addOffsetDateTime(time(start, answered))
                        .addString(answered < 0 ? null : answeredBy)
                        .addOffsetDateTime(time(start, completed))
                        .addString(completed < 0 ? null : completedBy)
                        .addOffsetDateTime(time(start, closed))
                        .addOffsetDateTime(time(start, heldSince))
                        .addArrayOfOffsetDateTime(holds));
    }

    static Instant after(Instant start, double hours) {
        return start.plusMillis(Math.round(hours * 3_600_000));
    }

    private static @Nullable OffsetDateTime time(Instant start, double hours) {
        return hours < 0 ? null : Times.of(after(start, hours));
    }

    @Override
    public String toString() {
        return "delivered " + delivered + ", answered " + answered + ", closed " + closed;
    }
}
