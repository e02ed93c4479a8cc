package dev.waymark.gateway.tasks;

import dev.waymark.gateway.http.Times;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task on the wire: in the tracker, in notifications, and as the answer to a status (protocol, section 4). */
public final class TaskJson {

    private TaskJson() {}

    /** As it stands at {@code now}: while it is on hold, due time and held seconds move on with the clock. */
    public static JsonObject of(Task task, Instant now) {
        return new JsonObject()
                .put("task", task.id().toString())
                .put("action", task.action().value())
                .put("owner", task.owner().value())
                .put("status", task.status().wire())
                .put("requestedAt", Times.write(task.requestedAt()))
                .put("deliveredAt", write(task.deliveredAt()))
                .put("dueAt", Times.write(task.dueAt(now)))
                .put("acknowledgedAt", write(task.acknowledgedAt()))
                .put("completedAt", write(task.completedAt()))
                .put("closedAt", write(task.closedAt()))
                .put("heldSeconds", task.held(now).toSeconds());
    }

    private static @Nullable String write(Optional<Instant> time) {
        return time.map(Times::write).orElse(null);
    }
}
