package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** A text provider of kind {@code generic} (protocol, section 7): takes what the gateway signed. */
final class FarTexts {

    static final String NAME = "main";
    private final GatewaySignatures signatures;
    private final Neighbours neighbours;
    private final Mishaps mishaps;
    private final HttpServer server;

    FarTexts(Vertx vertx, GatewaySignatures signatures, Neighbours neighbours, Mishaps mishaps) {
        this.signatures = signatures;
        this.neighbours = neighbours;
        this.mishaps = mishaps;
        this.server = vertx.createHttpServer().requestHandler(this::take);
    }

    Future<Integer> open() {
        return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    Future<Void> close() {
        return server.close();
    }

    private void take(HttpServerRequest request) {
        request.body()
                .compose(body ->
                        signatures.genuine(request.headers(), body).map(genuine -> genuine ? body : Buffer.buffer()))
                .onSuccess(body -> {
                    if (body.length() == 0) {
                        mishaps.add("text without a genuine signature");
                        request.response().setStatusCode(401).end();
                        return;
                    }
                    JsonObject text = body.toJsonObject();
                    String words = text.getString("text");
                    neighbours.texted(new Neighbours.Text(
                            text.getString("id"), text.getString("to"), words, Neighbours.linkIn(words)));
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(new JsonObject()
                                    .put("id", "far-" + text.getString("id"))
                                    .toBuffer());
                })
                .onFailure(failure -> {
                    mishaps.add(failure);
                    request.response().setStatusCode(500).end();
                });
    }
}
