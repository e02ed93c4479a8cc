package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Keeps a few things under way at once and a bounded number waiting, the first come first: years of tasks take seconds, and
 * connections to the database are few, and are intake's too. Past that it fails with {@code 503}. Thread-safe.
 */
final class AFewAtOnce {

    private final int most;
    private final int mostWaiting;
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int underWay;

    AFewAtOnce(int most, int mostWaiting) {
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    <T> Future<T> run(Supplier<Future<T>> work) {
        return turn().compose(mine ->
                Future.<Void>succeededFuture().compose(now -> work.get()).onComplete(done -> leave()));
    }

    private synchronized Future<Void> turn() {
        if (underWay < most) {
            underWay++;
            return Future.succeededFuture();
        }
        if (waiting.size() >= mostWaiting) {
            return Future.failedFuture(
                    Problem.unavailable("Too many ask for the measure at once; try again in a moment", 5));
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        return turn.future();
    }

    /** Whose turn is next goes on, outside the lock. */
    private void leave() {
        next().complete();
    }

    private synchronized Promise<Void> next() {
        Promise<Void> next = waiting.poll();
        if (next == null) {
            underWay--;
            return Promise.promise();
        }
        return next;
    }
}
