package dev.waymark.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One server on one event loop. */
final class ListenVerticle extends VerticleBase {

    private final HttpServerOptions options;
    private final SocketAddress address;
    private final Handler<HttpServerRequest> router;
    private final Duration stopTime;
    private Optional<HttpServer> server = Optional.empty();

    ListenVerticle(
            HttpServerOptions options, SocketAddress address, Handler<HttpServerRequest> router, Duration stopTime) {
        this.options = options;
        this.address = address;
        this.router = router;
        this.stopTime = stopTime;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen(address)
                .onSuccess(listening -> server = Optional.of(listening));
    }

    @Override
    public Future<?> stop() {
        return server.isEmpty()
                ? Future.succeededFuture()
                : server.get().shutdown(stopTime.toMillis(), TimeUnit.MILLISECONDS);
    }

    int port() {
        return server.map(HttpServer::actualPort).orElse(0);
    }
}
