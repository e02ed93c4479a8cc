package dev.waymark.gateway.identity;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares passwords off the event loop: two at once, since each takes its hash's memory, and a bounded number waiting.
 * Past that a check fails with {@code 503}. Thread-safe.
 */
public final class PasswordChecks {

    private static final int AT_ONCE = 2;

    /** At some tens of milliseconds each, two at once, the last of them waits about a second. */
    private static final int MOST_WAITING = 32;

    private final WorkerExecutor workers;
    private final AtomicInteger inside = new AtomicInteger();

    public PasswordChecks(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
    }

    /** Whether the hash is that of the password. */
    public Future<Boolean> matches(Argon2Hash hash, String password) {
        if (inside.incrementAndGet() > AT_ONCE + MOST_WAITING) {
            inside.decrementAndGet();
            return Future.failedFuture(
                    Problem.unavailable("Too many people sign in at once; try again in a moment", 2));
        }
        return workers.executeBlocking(() -> hash.matches(password), false)
                .onComplete(done -> inside.decrementAndGet());
    }

    public Future<Void> close() {
        return workers.close();
    }
}
