package dev.waymark.gateway.responsiveness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row of a task as it is stored; {@code null}: never. */
record RawTask(
        String id,
        String program,
        String owner,
        String action,
        @Nullable String code,
        Instant requested,
        Instant due,
        @Nullable Instant delivered,
        @Nullable Instant acknowledged,
        @Nullable String answeredBy,
        @Nullable Instant completed,
        @Nullable String completedBy,
        @Nullable Instant rejected,
        @Nullable Instant closed,
        @Nullable Instant heldSince,
        List<Instant> holds) {

    static Future<List<RawTask>> all(SqlClient client) {
        return client.query("select * from task").execute().map(rows -> {
            List<RawTask> all = new ArrayList<>();
            rows.forEach(row -> all.add(read(row)));
            return all;
        });
    }

    private static RawTask read(Row row) {
        return new RawTask(
                row.getUUID("id").toString(),
                row.getString("program"),
                row.getString("owner"),
                row.getString("action"),
                row.getString("code"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                time(row, "delivered_at"),
                time(row, "acknowledged_at"),
                row.getString("answered_by"),
                time(row, "completed_at"),
                row.getString("completed_by"),
                time(row, "rejected_at"),
                time(row, "closed_at"),
                time(row, "held_since"),
                holds(row.getArrayOfOffsetDateTimes("holds")));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static List<Instant> holds(OffsetDateTime @Nullable [] holds) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; holds != null && i < holds.length; i++) {
            times.add(holds[i].toInstant());
        }
        return times;
    }
}
