package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.tasks.Hold;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The measure on the wire, and the tasks behind it. */
final class MeasureJson {

    private MeasureJson() {}

    static <T> JsonArray array(List<T> all, Function<T, JsonObject> each) {
        JsonArray array = new JsonArray();
        all.forEach(one -> array.add(each.apply(one)));
        return array;
    }

    static JsonObject of(MeasureRow row) {
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

    static JsonObject of(AnswerTimes times) {
        return new JsonObject()
                .put("key", times.key())
                .put(
                        "due",
                        times.unanswered()
                                + times.counts().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                .put("counts", new JsonArray(times.counts()))
                .put("unanswered", times.unanswered());
    }

    static JsonObject of(MeasuredTask task) {
        MeasuredTask.Times times = task.times();
        return new JsonObject()
                .put("task", task.id().toString())
                .put(
                        "case",
                        task.caseCode().map(code -> task.program() + "/" + code).orElse(null))
                .put("program", task.program().value())
                .put("owner", task.owner().value())
                .put("action", task.action().value())
                .put("milestone", task.milestone().map(Object::toString).orElse(null))
                .put("status", task.status().wire())
                .put("policy", task.policy())
                .put("class", task.taskClass())
                .put("figures", new JsonArray(task.figures()))
                .put("answerSeconds", task.took().map(MeasureJson::seconds).orElse(null))
                .put("windowEndsAt", write(task.windowEndsAt()))
                .put("requestedAt", Times.write(times.requestedAt()))
                .put("deliveredAt", write(times.deliveredAt()))
                .put("dueAt", Times.write(times.dueAt()))
                .put("acknowledgedAt", write(times.acknowledgedAt()))
                .put("answeredBy", times.answeredBy().orElse(null))
                .put("completedAt", write(times.completedAt()))
                .put("completedByOwner", times.completedByOwner())
                .put("rejectedAt", write(times.rejectedAt()))
                .put("closedAt", write(times.closedAt()))
                .put("heldSince", write(times.heldSince()))
                .put("holds", array(times.holds(), MeasureJson::of));
    }

    private static JsonObject of(Hold hold) {
        return new JsonObject().put("since", Times.write(hold.since())).put("until", Times.write(hold.until()));
    }

    private static @Nullable String write(Optional<Instant> time) {
        return time.map(Times::write).orElse(null);
    }

    private static @Nullable Double rate(OptionalDouble rate) {
        return rate.isPresent() ? rate.getAsDouble() : null;
    }

    private static @Nullable Number seconds(OptionalLong millis) {
        return millis.isPresent() ? seconds(Duration.ofMillis(millis.getAsLong())) : null;
    }

    /** Whole where it is whole, else with milliseconds: exact, so that it can be recomputed. */
    static Number seconds(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? (Number) (millis / 1000) : (Number) (millis / 1000.0);
    }
}
