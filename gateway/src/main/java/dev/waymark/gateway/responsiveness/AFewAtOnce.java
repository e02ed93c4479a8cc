package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps a few things under way at once, one of each who asks, and a bounded number waiting, the first come first: years of
 * tasks take seconds, and connections to the database are few, and are intake's too. Who has too many waiting is refused
 * with {@code 429}; where all together have, with {@code 503}. Thread-safe.
 */
final class AFewAtOnce {

    private final int most;
    private final int mostWaiting;
    private final int mostOfOne;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final Set<String> underWay = new HashSet<>();

    /** @param mostOfOne how many of one who asks wait at most */
    AFewAtOnce(int most, int mostWaiting, int mostOfOne) {
        this.most = most;
        this.mostWaiting = mostWaiting;
        this.mostOfOne = mostOfOne;
    }

    private record Turn(String who, Promise<Void> come) {}

    <T> Future<T> run(String who, Supplier<Future<T>> work) {
        return turn(who).compose(mine -> Future.<Void>succeededFuture()
                .compose(now -> work.get())
                .onComplete(done -> leave(who)));
    }

    private synchronized Future<Void> turn(String who) {
        if (underWay.size() < most && underWay.add(who)) {
            return Future.succeededFuture();
        }
        if (waiting.stream().filter(turn -> turn.who().equals(who)).count() >= mostOfOne) {
            return Future.failedFuture(
                    Problem.rateLimited("You ask for the measure faster than it is worked out; one at a time", 5));
        }
        if (waiting.size() >= mostWaiting) {
            return Future.failedFuture(
                    Problem.unavailable("Too many ask for the measure at once; try again in a moment", 5));
        }
        Turn turn = new Turn(who, Promise.promise());
        waiting.add(turn);
        return turn.come().future();
    }

    /** Whose turn is next goes on, outside the lock. */
    private void leave(String who) {
        next(who).complete();
    }

    private synchronized Promise<Void> next(String left) {
        underWay.remove(left);
        for (Iterator<Turn> turns = waiting.iterator(); turns.hasNext(); ) {
            Turn turn = turns.next();
            if (underWay.add(turn.who())) {
                turns.remove();
                return turn.come();
            }
        }
        return Promise.promise();
    }
}
