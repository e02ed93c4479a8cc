package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.outbox.Explanations;
import dev.waymark.gateway.outbox.Notification;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How people who look at a case see that somebody was told, or not, and why. Pure. */
public final class ToldJson {

    private ToldJson() {}

    public static JsonObject of(Notification one) {
        return new JsonObject()
                .put("notification", one.id().toString())
                .put("task", one.task().map(TaskId::toString).orElse(null))
                .put("purpose", one.purpose().value())
                .put("recipient", one.recipient().toString())
                .put("channel", one.channel().word())
                .put("template", one.template())
                .put("state", one.state())
                .put("reason", one.reason())
                .put("why", Explanations.of(one.reason()))
                .put("madeAt", Times.write(one.madeAt()))
                .put("sentAt", time(one.sentAt()))
                .put("acknowledgedAt", time(one.acknowledgedAt()))
                .put("cancelledAt", time(one.cancelledAt()));
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Times::write).orElse(null);
    }
}
