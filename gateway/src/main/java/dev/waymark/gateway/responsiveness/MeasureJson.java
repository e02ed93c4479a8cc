package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The measure on the wire. */
final class MeasureJson {

    private MeasureJson() {}

    static JsonObject of(Instant asOf, Duration within, List<MeasureRow> rows) {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(of(row)));
        return new JsonObject()
                .put("asOf", Times.write(asOf))
                .put("within", within.toString())
                .put("rows", array);
    }

    private static JsonObject of(MeasureRow row) {
        return new JsonObject()
                .put("key", row.key())
                .put("requested", row.requested())
                .put("due", row.due())
                .put("pending", row.pending())
                .put("pendingAnswered", row.pendingAnswered())
                .put("cancelled", row.cancelled())
                .put("undeliverable", row.undeliverable())
                .put("acknowledged", row.acknowledged())
                .put("acknowledgedWithin", row.acknowledgedWithin())
                .put("answeredByHold", row.answeredByHold())
                .put("answeredAtOnce", row.answeredAtOnce())
                .put("responseRate", rate(row.responseRate()))
                .put("completedWithin", row.completedWithin())
                .put("medianSeconds", seconds(row.medianMillis()))
                .put("p90Seconds", seconds(row.p90Millis()))
                .put("overdue", row.overdue());
    }

    private static @Nullable Double rate(OptionalDouble rate) {
        return rate.isPresent() ? rate.getAsDouble() : null;
    }

    /** Whole where it is whole, else with milliseconds: exact, so that it can be recomputed. */
    private static @Nullable Number seconds(OptionalLong millis) {
        if (millis.isEmpty()) {
            return null;
        }
        long value = millis.getAsLong();
        return value % 1000 == 0 ? (Number) (value / 1000) : (Number) (value / 1000.0);
    }
}
