package dev.waymark.gateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A client of section 9. */
final class HearAlerts {

    private static final int SECONDS = 60;

    private final WebSocket socket;
    private final UnaryOperator<String> outgoing;
    private final List<String> wire = new CopyOnWriteArrayList<>();
    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Short> closed = new CompletableFuture<>();

    HearAlerts(WebSocket socket) {
        this(socket, UnaryOperator.identity(), UnaryOperator.identity());
    }

    HearAlerts(WebSocket socket, JoseClient client) {
        this(socket, client::hear, client::say);
    }

    private HearAlerts(WebSocket socket, UnaryOperator<String> incoming, UnaryOperator<String> outgoing) {
        this.socket = socket;
        this.outgoing = outgoing;
        socket.textMessageHandler(text -> {
            wire.add(text);
            heard.add(new JsonObject(incoming.apply(text)));
        });
        socket.closeHandler(gone -> closed.complete(socket.closeStatusCode()));
    }

    HearAlerts say(String frame) {
        return sayAsItStands(outgoing.apply(frame));
    }

    HearAlerts sayAsItStands(String text) {
        socket.writeTextMessage(text).await();
        return this;
    }

    HearAlerts sayBytes(String frame) {
        socket.writeBinaryMessage(Buffer.buffer(frame)).await();
        return this;
    }

    HearAlerts acknowledge(Object alert, String note) {
        return say(new JsonObject()
                .put("type", "ack")
                .put("alert", alert.toString())
                .put("note", note)
                .encode());
    }

    JsonObject next() {
        try {
            JsonObject frame = heard.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return frame;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    JsonObject next(String type) {
        JsonObject frame = next();
        assertThat(frame.getString("type")).as(frame.encode()).isEqualTo(type);
        return frame;
    }

    void skipTo(String type) {
        while (!next().getString("type").equals(type)) {
            assertThat(closed).isNotDone();
        }
    }

    JsonObject nextAlert() {
        return next("alert").getJsonObject("alert");
    }

    /** Whatever was said before the pong was all there is. */
    void hearsNothingMore() {
        say("{\"type\":\"ping\"}");
        next("pong");
    }

    void leave() {
        socket.close().await();
    }

    HearAlerts stopReading() {
        socket.pause();
        return this;
    }

    HearAlerts readAgain() {
        socket.resume();
        return this;
    }

    int closedWith() {
        try {
            return closed.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException not) {
            throw new AssertionError("it was not closed", not);
        }
    }

    /** What came and was not asked for yet. */
    List<JsonObject> rest() {
        List<JsonObject> rest = new ArrayList<>();
        heard.drainTo(rest);
        return rest;
    }

    /** Every text that came, as it came. */
    List<String> wire() {
        return wire;
    }

    String subProtocol() {
        return socket.subProtocol();
    }
}
