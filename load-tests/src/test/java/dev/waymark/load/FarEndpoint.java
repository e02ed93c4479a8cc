package dev.waymark.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partner's webhook on a port of its own: notes when each milestone arrived, and answers, or never does. Thread-safe. */
final class FarEndpoint implements AutoCloseable {

    private static final Pattern MILESTONE = Pattern.compile("\"milestone\":\\{\"milestone\":\"([0-9a-f-]{36})\"");
    private static final int THREADS = 4;

    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;
    private final boolean stuck;

    FarEndpoint(boolean stuck) {
        this.stuck = stuck;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher milestone = MILESTONE.matcher(body);
        if (milestone.find()) {
            arrived.putIfAbsent(milestone.group(1), System.nanoTime());
        }
        if (!stuck) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** By milestone, as {@link System#nanoTime}. */
    Map<String, Long> arrived() {
        return arrived;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
