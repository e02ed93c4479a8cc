package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections on which nothing is in flight for too long. A header that trickles byte by byte is nothing in flight:
 * the idle time-out of the socket alone would bear it for ever. Thread-safe.
 */
final class Connections implements Handler<RoutingContext> {

    private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();
    private final long idleNanos;

    Connections(Duration idleTime) {
        this.idleNanos = idleTime.toNanos();
    }

    void opened(HttpConnection connection) {
        open.put(connection, new State());
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** Marks a request as in flight until its answer is out, or its WebSocket closed. */
    @Override
    public void handle(RoutingContext context) {
        State state = open.get(context.request().connection());
        if (state != null) {
            state.inFlight.incrementAndGet();
            context.addEndHandler(ended -> {
                state.since = System.nanoTime();
                state.inFlight.decrementAndGet();
            });
        }
        context.next();
    }

    /** Looks through the connections four times in the idle time; gives the timer's id. */
    long watch(Vertx vertx) {
        long every = Math.max(1, TimeUnit.NANOSECONDS.toMillis(idleNanos) / 4);
        return vertx.setPeriodic(every, tick -> closeIdle());
    }

    private void closeIdle() {
        long now = System.nanoTime();
        open.forEach((connection, state) -> {
            if (state.inFlight.get() == 0 && now - state.since > idleNanos) {
                connection.close();
            }
        });
    }

    private static final class State {
        private final AtomicInteger inFlight = new AtomicInteger();
        private volatile long since = System.nanoTime();
    }
}
