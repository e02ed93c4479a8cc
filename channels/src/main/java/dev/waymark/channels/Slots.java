package dev.waymark.channels;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bound on how much is under way at once, and on how much waits for it, in order of coming. Thread-safe. */
public final class Slots {

    private final int mostWaiting;
    private final Deque<Promise<Slot>> waiting = new ArrayDeque<>();
    private final Promise<Void> empty = Promise.promise();
    private int free;
    private int taken;
    private boolean closing;

    public Slots(int atOnce, int mostWaiting) {
        if (atOnce < 1 || mostWaiting < 0) {
            throw new IllegalArgumentException("at least one slot, and no fewer than none waiting");
        }
        this.free = atOnce;
        this.mostWaiting = mostWaiting;
    }

    /** A slot, when one is free. Fails with {@link NoSlot} at once when too many wait already, or on closing. */
    public Future<Slot> take() {
        synchronized (this) {
            if (closing) {
                return Future.failedFuture(new NoSlot("closing"));
            }
            if (free > 0) {
                free--;
                taken++;
                return Future.succeededFuture(new Slot());
            }
            if (waiting.size() >= mostWaiting) {
                return Future.failedFuture(new NoSlot("busy"));
            }
            Promise<Slot> promise = Promise.promise();
            waiting.add(promise);
            return promise.future();
        }
    }

    /** Takes nothing more; what waits is turned away. Completes when the last slot is given back. */
    public Future<Void> close() {
        List<Promise<Slot>> turnedAway;
        synchronized (this) {
            closing = true;
            turnedAway = new ArrayList<>(waiting);
            waiting.clear();
            if (taken == 0) {
                empty.tryComplete();
            }
        }
        turnedAway.forEach(promise -> promise.fail(new NoSlot("closing")));
        return empty.future();
    }

    private void giveBack() {
        Promise<Slot> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                taken--;
                if (closing && taken == 0) {
                    empty.tryComplete();
                }
                return;
            }
        }
        next.complete(new Slot());
    }

    /** The right to go. Whoever has it gives it back, whatever came of it. */
    public final class Slot {

        private final AtomicBoolean held = new AtomicBoolean(true);

        private Slot() {}

        /** Lets the next one go. A second call does nothing. */
        public void giveBack() {
            if (held.compareAndSet(true, false)) {
                Slots.this.giveBack();
            }
        }
    }

    /** Turned away by our own bound, not by the far side. */
    public static final class NoSlot extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        private NoSlot(String code) {
            super("not sent, stays due: " + code, null, false, false);
            this.code = code;
        }

        /** {@code busy} or {@code closing}. */
        public String code() {
            return code;
        }
    }
}
