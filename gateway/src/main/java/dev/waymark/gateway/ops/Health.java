package dev.waymark.gateway.ops;

import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whether the gateway can do its work, as its parts tell. A part that fails, throws or does not answer within two seconds is
 * down. Asked more often than once a second, the last answer stands: looking costs nothing. Thread-safe.
 */
public final class Health {

    /** How one part is. The note is for operators; ids and counts, no personal data. */
    public record Status(boolean up, String note) {
        public static Status upAnd(String note) {
            return new Status(true, note);
        }

        public static Status down(String note) {
            return new Status(false, note);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Clocks clocks;
    private final ConcurrentMap<String, Supplier<Future<Status>>> parts = new ConcurrentHashMap<>();
    private Future<Map<String, Status>> last = Future.succeededFuture(Map.of());
    private Instant lastAsked = Instant.MIN;
    private volatile boolean stopping;

    public Health(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Names a part and how to ask it. The name is a word such as {@code database}. */
    public void register(String part, Supplier<Future<Status>> check) {
        if (parts.putIfAbsent(part, check) != null) {
            throw new IllegalArgumentException("there is a part of that name already: " + part);
        }
    }

    /** From here on the gateway is not ready: whoever spreads the load sends it elsewhere. */
    public void stopping() {
        stopping = true;
    }

    /** Every part by name, in order of name. Never fails. */
    synchronized Future<Map<String, Status>> ask() {
        Instant now = clocks.steady();
        if (lastAsked.plus(FRESH).isBefore(now)) {
            lastAsked = now;
            last = askAll();
        }
        return stopping ? last.map(Health::andStopping) : last;
    }

    static boolean isUp(Map<String, Status> parts) {
        return parts.values().stream().allMatch(Status::up);
    }

    private Future<Map<String, Status>> askAll() {
        Map<String, Future<Status>> asked = new TreeMap<>();
        parts.forEach((name, check) -> asked.put(name, ask(check)));
        return Future.join(List.copyOf(asked.values())).map(all -> {
            Map<String, Status> told = new LinkedHashMap<>();
            asked.forEach((name, answer) -> told.put(name, answer.result()));
            return told;
        });
    }

    private static Future<Status> ask(Supplier<Future<Status>> check) {
        return Future.succeededFuture()
                .compose(start -> check.get())
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(fault -> Status.down(
                        fault instanceof TimeoutException
                                ? "did not answer in time"
                                : fault.getClass().getSimpleName()));
    }

    private static Map<String, Status> andStopping(Map<String, Status> parts) {
        Map<String, Status> told = new LinkedHashMap<>(parts);
        told.put("gateway", Status.down("stopping"));
        return told;
    }
}
