package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook that misbehaves on purpose: answers 500, resets the connection, answers too slowly, and now and then rightly. */
final class FarTrouble {

    /** Longer than the gateway waits (protocol, section 6: 15 s). */
    private static final Duration TOO_SLOW = Duration.ofSeconds(20);

    private static final int MANNERS = 5;

    private final Vertx vertx;
    private final FarPartner behaved;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    FarTrouble(Vertx vertx, FarPartner behaved) {
        this.vertx = vertx;
        this.behaved = behaved;
        this.server = vertx.createHttpServer().requestHandler(this::take);
    }

    Future<Integer> open() {
        return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    /** Whoever still waits for an answer is cut off. */
    Future<Void> close() {
        return server.close();
    }

    private void take(HttpServerRequest request) {
        switch (requests.getAndIncrement() % MANNERS) {
            case 0, 3 -> request.response().setStatusCode(500).end("out of order");
            case 1 -> request.connection().close();
            case 2 ->
                vertx.setTimer(TOO_SLOW.toMillis(), late -> {
                    if (!request.response().closed()) {
                        request.response().end();
                    }
                });
            default -> behaved.take(request);
        }
    }
}
