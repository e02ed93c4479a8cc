package dev.waymark.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One server on one event loop. */
final class ListenVerticle extends VerticleBase {

    private final Edge edge;
    private final HttpServerOptions options;
    private final SocketAddress address;
    private volatile Optional<HttpServer> server = Optional.empty();

    ListenVerticle(Edge edge, HttpServerOptions options, SocketAddress address) {
        this.edge = edge;
        this.options = options;
        this.address = address;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(options)
                .connectionHandler(edge.connections()::opened)
                .invalidRequestHandler(new InvalidRequests())
                .requestHandler(edge.router())
                .listen(address)
                .onSuccess(listening -> server = Optional.of(listening));
    }

    @Override
    public Future<?> stop() {
        long patience = edge.settings().limits().stopTime().toMillis();
        return server.isEmpty() ? Future.succeededFuture() : server.get().shutdown(patience, TimeUnit.MILLISECONDS);
    }

    int port() {
        return server.map(HttpServer::actualPort).orElse(0);
    }

    Future<Boolean> use(KeyCertOptions keys) {
        return server.isEmpty()
                ? Future.succeededFuture(false)
                : server.get().updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(keys));
    }
}
