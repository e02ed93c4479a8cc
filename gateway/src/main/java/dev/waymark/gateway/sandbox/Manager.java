package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.sandbox.GatewayClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/** Maria, who manages the cases: signs in, reads the measure, hears alerts. Thread-safe. */
final class Manager {

    private final GatewayClient gateway;
    private final WebSocketClient sockets;
    private final String password;

    Manager(Vertx vertx, GatewayClient gateway, String password) {
        this.gateway = gateway;
        this.sockets = vertx.createWebSocketClient();
        this.password = password;
    }

    /** A new session's token. */
    Future<String> signIn() {
        Buffer body = new JsonObject()
                .put("user", Town.MANAGER)
                .put("password", password)
                .toBuffer();
        return gateway.call(HttpMethod.POST, "/v1/sessions", Map.of("Content-Type", "application/json"), body)
                .compose(reply -> reply.orFail("POST /v1/sessions"))
                .map(reply -> reply.json().getString("token"));
    }

    /** The measure by partner. */
    Future<JsonArray> responsiveness(String token) {
        return gateway.call(
                        HttpMethod.GET,
                        "/v1/responsiveness?program=" + Town.PROGRAM + "&groupBy=partner",
                        Map.of("Authorization", "Bearer " + token),
                        Buffer.buffer())
                .compose(reply -> reply.orFail("GET /v1/responsiveness"))
                .map(Reply::json)
                .map(json -> json.getJsonArray("rows"));
    }

    /** Opens the stream of alerts, from what is unacknowledged on. */
    Future<WebSocket> alerts(String token, Consumer<JsonObject> frames) {
        URI gatewayUri = gateway.uri("/v1/alerts");
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(gatewayUri.getHost())
                .setPort(gatewayUri.getPort())
                .setURI(gatewayUri.getPath())
                .addSubProtocol("waymark.v1")
                .addHeader("Authorization", "Bearer " + token);
        return sockets.connect(options).compose(socket -> {
            socket.textMessageHandler(frame -> frames.accept(new JsonObject(frame)));
            return socket.writeTextMessage(new JsonObject()
                            .put("type", "hello")
                            .putNull("after")
                            .encode())
                    .map(socket);
        });
    }
}
