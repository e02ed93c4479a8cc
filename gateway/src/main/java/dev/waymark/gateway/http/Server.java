package dev.waymark.gateway.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The listening gateway: as many servers on one port as given, each on an event loop of its own. Thread-safe. */
public final class Server {

    /** Names the free port that the servers of one start share. */
    private static final AtomicInteger FREE_PORTS = new AtomicInteger();

    private final Vertx vertx;
    private final String deployment;
    private final int port;

    private Server(Vertx vertx, String deployment, int port) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
    }

    /** Listens; fails where the settings forbid it ({@link HttpServerSettings#fault}) or the port is taken. */
    public static Future<Server> start(
            Vertx vertx, HttpServerSettings settings, Handler<HttpServerRequest> router, int eventLoops) {
        if (settings.fault().isPresent()) {
            return Future.failedFuture(
                    new IllegalArgumentException(settings.fault().get()));
        }
        HttpServerOptions options = ServerOptions.of(settings);
        SocketAddress address = address(settings);
        List<ListenVerticle> verticles = new CopyOnWriteArrayList<>();
        return vertx.deployVerticle(
                        () -> {
                            ListenVerticle verticle = new ListenVerticle(
                                    options, address, router, settings.limits().stopTime());
                            verticles.add(verticle);
                            return verticle;
                        },
                        new DeploymentOptions().setInstances(eventLoops))
                .map(deployment ->
                        new Server(vertx, deployment, verticles.get(0).port()));
    }

    /** The port that it listens on, also where 0 was asked for. */
    public int port() {
        return port;
    }

    /** Takes no new work and ends when what is in flight has, or {@link HttpLimits#stopTime} is over. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    private static SocketAddress address(HttpServerSettings settings) {
        return settings.port() == 0
                ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    }
}
