package dev.waymark.gateway.scenario;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A manager's open WebSocket: everything that came over it, in order. */
final class AlertsClient {

    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    /** Says hello, and asks for what nobody acknowledged yet. */
    AlertsClient(TestGateway gateway, String user) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gateway.port())
                .setURI("/v1/alerts")
                .setSubProtocols(List.of("waymark.v1"));
        gateway.signIn(user).forEach(options::addHeader);
        socket = Waiting.await(gateway.vertx.createWebSocketClient().connect(options));
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
        send(new JsonObject().put("type", "hello").putNull("after"));
        await("ready", 1);
    }

    void send(JsonObject frame) {
        Waiting.await(socket.writeTextMessage(frame.encode()));
    }

    /** All frames of a type, once there are so many. */
    List<JsonObject> await(String type, int atLeast) {
        Awaitility.await().until(() -> of(type).size() >= atLeast);
        return of(type);
    }

    List<JsonObject> awaitAlerts(int atLeast) {
        return await("alert", atLeast);
    }

    List<JsonObject> of(String type) {
        return frames.stream()
                .filter(frame -> frame.getString("type").equals(type))
                .toList();
    }
}
