package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;

/** Maria during the story: hears the alerts that ask for it, and acknowledges most. In real time they are the visitor's. */
final class AlertDesk {

    private final Habits habits;
    private final Agenda agenda;
    private final Supplier<Instant> now;
    private final Promise<WebSocket> opened = Promise.promise();

    AlertDesk(Habits habits, Agenda agenda, Supplier<Instant> now) {
        this.habits = habits;
        this.agenda = agenda;
        this.now = now;
    }

    Future<WebSocket> open(Manager manager) {
        manager.signIn().compose(token -> manager.alerts(token, this::take)).onComplete(opened);
        return opened.future();
    }

    private void take(JsonObject frame) {
        if (!"alert".equals(frame.getString("type"))) {
            return;
        }
        JsonObject alert = frame.getJsonObject("alert");
        if (!alert.getBoolean("ackRequired", false)) {
            return;
        }
        JsonObject ack = new JsonObject().put("type", "ack").put("alert", alert.getString("alert"));
        habits.after(alert.getString("case") + " " + alert.getString("title"))
                .ifPresent(delay -> agenda.add(now.get().plus(delay), () -> opened.future()
                        .compose(socket -> socket.writeTextMessage(ack.encode()))));
    }
}
