package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** A partner's webhook: takes what the gateway signed and what is {@code to} it, refuses the rest. */
final class FarPartner {

    private final PartnerId id;
    private final Neighbours neighbours;
    private final Mishaps mishaps;
    private final GatewaySignatures signatures;
    private final HttpServer server;

    FarPartner(Vertx vertx, PartnerId id, GatewaySignatures signatures, Neighbours neighbours, Mishaps mishaps) {
        this.id = id;
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

    void take(HttpServerRequest request) {
        request.body()
                .compose(body -> judge(request, body))
                .recover(failure -> {
                    mishaps.add(failure);
                    return Future.succeededFuture(500);
                })
                .onSuccess(status -> request.response().setStatusCode(status).end());
    }

    private Future<Integer> judge(HttpServerRequest request, Buffer body) {
        return signatures.genuine(request.headers(), body).map(genuine -> {
            if (!genuine) {
                mishaps.add("webhook to " + id + " without a genuine signature");
                return 401;
            }
            JsonObject event = body.toJsonObject();
            if (!id.toString().equals(event.getJsonObject("data").getString("to"))) {
                mishaps.add("webhook to " + id + " that is for another");
                return 400;
            }
            neighbours.asked(id, event);
            return 204;
        });
    }
}
