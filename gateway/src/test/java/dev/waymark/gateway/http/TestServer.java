package dev.waymark.gateway.http;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.waymark.gateway.model.Ids;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;

/**
 * A gateway's edge on a real socket, any free port, with the routes that a test mounts. Closing it stops the server and, where
 * it made it, Vert.x.
 */
public final class TestServer implements AutoCloseable {

    private static final Ids IDS = UuidCreator::getTimeOrderedEpoch;

    private final Vertx vertx;
    private final Server server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(Vertx vertx, Server server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** Listens with the product's own limits. The caller's Vert.x stays the caller's. */
    public static TestServer start(Vertx vertx, Consumer<Router> routes) {
        return start(vertx, HttpServerSettings.loopback(0), routes);
    }

    public static TestServer start(Vertx vertx, HttpServerSettings settings, Consumer<Router> routes) {
        Edge edge = new Edge(vertx, settings, URI.create("http://localhost"), IDS);
        routes.accept(edge.router());
        return new TestServer(vertx, Server.start(vertx, edge, 2).await());
    }

    public int port() {
        return server.port();
    }

    public Vertx vertx() {
        return vertx;
    }

    public Server server() {
        return server;
    }

    public URI uri(String target) {
        return URI.create("http://127.0.0.1:" + port() + target);
    }

    public HttpResponse<String> get(String target) {
        return send(HttpRequest.newBuilder(uri(target)).GET());
    }

    public HttpResponse<String> post(String target, String mediaType, String body) {
        return send(HttpRequest.newBuilder(uri(target))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        server.stop().await();
    }
}
