package dev.waymark.gateway.scenario;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server of somebody else: keeps what it is sent, answers as it is told. */
final class FarSide {

    /** What it was sent. */
    record Received(String path, MultiMap headers, Buffer body) {
        JsonObject json() {
            return body.toJsonObject();
        }
    }

    /** What it answers. */
    record Reply(int status, String body) {
        static final Reply OK = new Reply(200, "");
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Reply> replies = one -> Reply.OK;

    FarSide(Vertx vertx) {
        server = Waiting.await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request, Buffer body) {
        Received one = new Received(request.path(), request.headers(), body);
        received.add(one);
        Reply reply = replies.apply(one);
        request.response().setStatusCode(reply.status()).end(reply.body());
    }

    int port() {
        return server.actualPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    List<Received> received() {
        return received;
    }

    void answers(Function<Received, Reply> how) {
        replies = how;
    }
}
