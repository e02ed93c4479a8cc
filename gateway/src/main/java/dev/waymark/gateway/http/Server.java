package dev.waymark.gateway.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The listening gateway: as many servers on one port as given, each on an event loop of its own. Where TLS files are named,
 * they are read again when they change. Thread-safe.
 */
public final class Server {

    /** Names the free port that the servers of one start share. */
    private static final AtomicInteger FREE_PORTS = new AtomicInteger();

    private final Vertx vertx;
    private final List<ListenVerticle> listeners = new CopyOnWriteArrayList<>();
    private final List<Long> timers = new CopyOnWriteArrayList<>();
    private final HttpServerSettings settings;

    private Server(Vertx vertx, HttpServerSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** Listens; fails where the settings forbid it ({@link HttpServerSettings#fault}) or the port is taken. */
    public static Future<Server> start(Vertx vertx, Edge edge, int eventLoops) {
        HttpServerSettings settings = edge.settings();
        if (settings.fault().isPresent()) {
            return Future.failedFuture(
                    new IllegalArgumentException(settings.fault().get()));
        }
        Server server = new Server(vertx, settings);
        HttpServerOptions options = ServerOptions.of(settings);
        return server.readKeys()
                .compose(keys -> {
                    keys.ifPresent(pair -> options.setSsl(true).setKeyCertOptions(pair.options()));
                    return server.deploy(edge, options, eventLoops)
                            .onSuccess(listening -> keys.ifPresent(server::watch));
                })
                .onSuccess(listening -> server.timers.add(edge.connections().watch(vertx)))
                .map(server);
    }

    /** The port that it listens on, also where 0 was asked for. */
    public int port() {
        return listeners.get(0).port();
    }

    /** Takes no new work and ends when what is in flight has, or {@link HttpLimits#stopTime} is over. */
    public Future<Void> stop() {
        timers.forEach(vertx::cancelTimer);
        return vertx.undeploy(listeners.get(0).deploymentID());
    }

    private Future<Optional<TlsFiles.Pair>> readKeys() {
        return settings.tls().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : TlsFiles.read(vertx, settings.tls().get()).map(Optional::of);
    }

    private Future<?> deploy(Edge edge, HttpServerOptions options, int eventLoops) {
        SocketAddress address = address(settings);
        return vertx.deployVerticle(
                () -> {
                    ListenVerticle listener = new ListenVerticle(edge, options, address);
                    listeners.add(listener);
                    return listener;
                },
                new DeploymentOptions().setInstances(eventLoops));
    }

    private void watch(TlsFiles.Pair inUse) {
        settings.tls()
                .ifPresent(tls -> timers.add(new TlsFiles(vertx, tls, inUse, this::use)
                        .watch(settings.limits().tlsReading().toMillis())));
    }

    private Future<?> use(KeyCertOptions keys) {
        return Future.join(
                listeners.stream().map(listener -> listener.use(keys)).toList());
    }

    private static SocketAddress address(HttpServerSettings settings) {
        return settings.port() == 0
                ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    }
}
