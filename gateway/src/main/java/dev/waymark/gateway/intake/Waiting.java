package dev.waymark.gateway.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An event that waits for its round, and the place in its request that the answer goes to. */
final class Waiting {

    private final Event event;
    private final Request request;
    private final int place;

    private Waiting(Event event, Request request, int place) {
        this.event = event;
        this.request = request;
        this.place = place;
    }

    Event event() {
        return event;
    }

    /** Whether an event before it in its request was lost: what came after it is not tried, but sent again with it. */
    boolean isMoot() {
        return request.failure != null;
    }

    void answer(Taken taken) {
        request.answers[place] = taken;
        request.countDown();
    }

    void fail(Throwable failure) {
        request.failure = failure;
        request.countDown();
    }

    /** Leaves it untried; see {@link #isMoot}. */
    void skip() {
        request.countDown();
    }

    /** The events of one call, answered together, on the context that they came from. */
    static final class Request {
        private final @Nullable Taken[] answers;
        private final Promise<List<Taken>> promise = Promise.promise();
        private final @Nullable Context context = Vertx.currentContext();
        private final AtomicInteger open;
        private volatile @Nullable Throwable failure;

        Request(int events) {
            answers = new Taken[events];
            open = new AtomicInteger(events);
        }

        List<Waiting> entries(List<Event> events) {
            List<Waiting> entries = new ArrayList<>(events.size());
            for (Event event : events) {
                entries.add(new Waiting(event, this, entries.size()));
            }
            return entries;
        }

        Future<List<Taken>> answers() {
            return promise.future();
        }

        private void countDown() {
            if (open.decrementAndGet() > 0) {
                return;
            }
            if (context == null || context == Vertx.currentContext()) {
                conclude();
            } else {
                context.runOnContext(nothing -> conclude());
            }
        }

        private void conclude() {
            Throwable lost = failure;
            if (lost != null) {
                promise.fail(lost);
            } else {
                promise.complete(List.copyOf(Arrays.asList(answers)));
            }
        }
    }
}
