package dev.waymark.gateway.alerts;

import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.rendering.RenderedAlert;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What the gateway says. Pure. {@code cursor}: of the entry that it tells; 0 where it tells none. */
record ServerFrame(long cursor, String text) {

    static final ServerFrame PONG =
            new ServerFrame(0, new JsonObject().put("type", "pong").encode());

    static ServerFrame ready(long newest, Optional<String> session) {
        JsonObject ready = new JsonObject().put("type", "ready").put("cursor", newest);
        session.ifPresent(token -> ready.put("session", token));
        return of(0, ready);
    }

    /** {@code code}: {@code bad-frame}, {@code not-found} or {@code cursor-unknown}. */
    static ServerFrame error(String code, String detail) {
        return of(0, new JsonObject().put("type", "error").put("code", code).put("detail", detail));
    }

    static ServerFrame alert(AlertEntry entry, RenderedAlert said) {
        JsonObject alert = new JsonObject()
                .put("alert", entry.alert().toString())
                .put("kind", entry.kind())
                .put("case", entry.ref().toString())
                .put("title", said.title())
                .put("detail", said.detail())
                .put("at", Times.write(entry.at()))
                .put("severity", entry.severity())
                .put("ackRequired", entry.ackRequired())
                .put(
                        "acknowledgedAt",
                        entry.acknowledged().map(ack -> Times.write(ack.at())).orElse(null));
        if (!said.parts().isEmpty()) {
            alert.put(
                    "parts",
                    new JsonArray(said.parts().stream().map(ServerFrame::part).toList()));
        }
        return of(
                entry.cursor(),
                new JsonObject()
                        .put("type", "alert")
                        .put("cursor", entry.cursor())
                        .put("alert", alert));
    }

    private static JsonObject part(RenderedAlert.Part part) {
        JsonObject json = new JsonObject().put("text", part.text());
        part.at().ifPresent(at -> json.put("at", Times.write(at)));
        return json;
    }

    static ServerFrame acked(AlertEntry entry) {
        AlertEntry.Acknowledged ack = entry.acknowledged().orElseThrow();
        return of(
                entry.cursor(),
                new JsonObject()
                        .put("type", "acked")
                        .put("cursor", entry.cursor())
                        .put("alert", entry.alert().toString())
                        .put("by", ack.by().value())
                        .put("at", Times.write(ack.at())));
    }

    private static ServerFrame of(long cursor, JsonObject json) {
        return new ServerFrame(cursor, json.encode());
    }

    /** Without the text: it may hold what somebody wrote. */
    @Override
    public String toString() {
        return "ServerFrame[" + cursor + "]";
    }
}
