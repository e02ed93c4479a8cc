package dev.waymark.gateway.scenario;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP server of somebody else: keeps what it is sent, answers as it is told. */
final class FarSide {

    /** What it was sent. */
    record Received(String path, MultiMap headers, Buffer body) {
        JsonObject json() {
            return body.toJsonObject();
        }

        String id() {
            return headers.get("webhook-id");
        }
    }

    /** What it answers. */
    record Reply(int status, String body, Map<String, String> headers) {
        static final Reply OK = new Reply(200, "");

        /** None: the connection is cut. */
        static final Reply CUT = new Reply(0, "");

        Reply(int status, String body) {
            this(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Received> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile Function<Received, Future<Reply>> replies = one -> Future.succeededFuture(Reply.OK);

    FarSide(Vertx vertx) {
        server = Waiting.await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request, Buffer body) {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        Received one = new Received(request.path(), request.headers(), body);
        AtomicBoolean over = new AtomicBoolean();
        Handler<Void> once = ended -> {
            if (over.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        };
        request.response().endHandler(once).closeHandler(once);
        received.add(one);
        replies.apply(one).onSuccess(reply -> answer(request, one, reply));
    }

    private void answer(HttpServerRequest request, Received one, Reply reply) {
        if (reply.status() == 0) {
            request.connection().close();
            return;
        }
        if (request.response().closed()) {
            return;
        }
        if (reply.status() / 100 == 2) {
            accepted.add(one);
        }
        reply.headers().forEach(request.response()::putHeader);
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

    /** What it answered with success. */
    List<Received> accepted() {
        return accepted;
    }

    /** Requests that it has not answered yet. */
    int open() {
        return open.get();
    }

    /** How many these were at most. */
    int mostOpen() {
        return mostOpen.get();
    }

    void answers(Function<Received, Reply> how) {
        replies = one -> Future.succeededFuture(how.apply(one));
    }

    /** Answers once each Future is done. */
    void answersLater(Function<Received, Future<Reply>> how) {
        replies = how;
    }
}
