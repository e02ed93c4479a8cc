package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The times of tasks, read a page at a time however many there are. Stateless. */
final class PgTaskTimes {

    private static final int PAGE = 2_000;

    private static final String TIMES = """
            select t.owner, t.action, t.code, t.requested_at, t.due_at, t.delivered_at, t.acknowledged_at, t.answered_by,
                   t.completed_at, t.completed_by, t.rejected_at, t.closed_at, t.held_since, t.holds
              from task t
             where ($1::timestamptz is null or t.requested_at >= $1)
               and ($2::timestamptz is null or t.requested_at < $2)
               and ($3::text[] is null or t.program = any($3))
               and ($4::text is null or t.owner = $4)
            """;

    /**
     * Which tasks.
     *
     * @param programs those of these programs; empty: whatever the program
     * @param owner those of this partner
     * @param from requested then or later
     * @param until requested before
     */
    record Selection(
            Optional<Set<ProgramId>> programs,
            Optional<PartnerId> owner,
            Optional<Instant> from,
            Optional<Instant> until) {}

    /** Hands each task to {@code each}, in no order, as one statement sees them; needs a transaction for its cursor. */
    Future<Void> each(SqlConnection tx, Selection selection, Consumer<TaskTimes> each) {
        return tx.prepare(TIMES).compose(statement -> {
            Cursor cursor = statement.cursor(parameters(selection));
            return readOn(cursor, each).eventually(cursor::close);
        });
    }

    private static Future<Void> readOn(Cursor cursor, Consumer<TaskTimes> each) {
        return cursor.read(PAGE).compose(page -> {
            hand(page, each);
            return cursor.hasMore() ? readOn(cursor, each) : Future.succeededFuture();
        });
    }

    private static void hand(RowSet<Row> page, Consumer<TaskTimes> each) {
        page.forEach(row -> each.accept(read(row)));
    }

    private static Tuple parameters(Selection selection) {
        return Tuple.tuple()
                .addOffsetDateTime(selection.from().map(Times::of).orElse(null))
                .addOffsetDateTime(selection.until().map(Times::of).orElse(null))
                .addArrayOfString(selection
                        .programs()
                        .map(programs -> programs.stream().map(ProgramId::value).toArray(String[]::new))
                        .orElse(null))
                .addString(selection.owner().map(PartnerId::value).orElse(null));
    }

    private static TaskTimes read(Row row) {
        PartnerId owner = new PartnerId(row.getString("owner"));
        return new TaskTimes(
                owner,
                new Action(row.getString("action")),
                Optional.ofNullable(row.getString("code")).map(MilestoneCode::new),
                Times.instant(row.getOffsetDateTime("requested_at")),
                Times.instant(row.getOffsetDateTime("due_at")),
                time(row.getOffsetDateTime("delivered_at")),
                time(row.getOffsetDateTime("acknowledged_at")),
                "on-hold".equals(row.getString("answered_by")),
                time(row.getOffsetDateTime("completed_at"))
                        .filter(at -> owner.value().equals(row.getString("completed_by"))),
                time(row.getOffsetDateTime("rejected_at")),
                time(row.getOffsetDateTime("closed_at")),
                time(row.getOffsetDateTime("held_since")),
                held(row.getArrayOfOffsetDateTimes("holds")));
    }

    private static Duration held(OffsetDateTime @Nullable [] holds) {
        Duration held = Duration.ZERO;
        for (int i = 0; holds != null && i < holds.length; i += 2) {
            held = held.plus(Duration.between(holds[i], holds[i + 1]));
        }
        return held;
    }

    private static Optional<Instant> time(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(Times::instant);
    }
}
