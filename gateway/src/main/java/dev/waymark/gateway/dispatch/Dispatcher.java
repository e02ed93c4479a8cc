package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.outbox.ClaimDue;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Lane;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one node: claims what is due, no more than it has slots for, and sends it. Woken by whoever writes to the
 * outbox, and by a poll that backs the waking up. Lives on one context; {@link #wake} may be called from anywhere.
 *
 * <pre>
 *   wake ─▶ claim ─▶ prepare (read state again, render) ─▶ attempt ─▶ conclude ─▶ slot free ─▶ claim …
 * </pre>
 */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int MOST_IN_FLIGHT = 256;
    private static final int MOST_A_CLAIM = 64;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Context context;
    private final ClaimDue claimDue;
    private final Sending sending;

    private final Map<Lane, Integer> lanes = new HashMap<>();
    private int inFlight;
    private boolean claiming;
    private boolean wokenMeanwhile;
    private long timer = -1;
    private @Nullable Promise<Void> stopping;

    Dispatcher(Vertx vertx, ClaimDue claimDue, Sending sending) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.claimDue = claimDue;
        this.sending = sending;
    }

    public void start() {
        context.runOnContext(nothing -> {
            timer = vertx.setPeriodic(POLL.toMillis(), tick -> claim());
            claim();
        });
    }

    /** There is something due: claim now instead of at the next poll. */
    public void wake() {
        context.runOnContext(nothing -> claim());
    }

    /** Claims no more; done when what is in flight has been concluded. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(nothing -> {
            vertx.cancelTimer(timer);
            stopping = stopped;
            completeStop();
        });
        return stopped.future();
    }

    private void claim() {
        if (stopping != null) {
            return;
        }
        if (claiming) {
            wokenMeanwhile = true;
            return;
        }
        int free = Math.min(MOST_A_CLAIM, MOST_IN_FLIGHT - inFlight);
        if (free <= 0) {
            return;
        }
        claiming = true;
        wokenMeanwhile = false;
        claimDue.claim(Map.copyOf(lanes), free)
                .onComplete(claimed -> context.runOnContext(nothing -> {
                    claiming = false;
                    if (claimed.succeeded()) {
                        take(claimed.result());
                        if (wokenMeanwhile || claimed.result().size() == free) {
                            claim();
                        }
                    } else {
                        LOG.warn(
                                "nothing claimed, due messages wait, next try within {}: {}",
                                POLL,
                                claimed.cause().toString());
                    }
                    completeStop();
                }));
    }

    private void take(List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        for (Claimed one : claimed) {
            lanes.merge(one.lane(), 1, Integer::sum);
            inFlight++;
        }
        List<Future<Void>> sent = sending.send(claimed);
        for (int i = 0; i < sent.size(); i++) {
            Claimed one = claimed.get(i);
            sent.get(i).onComplete(concluded -> context.runOnContext(nothing -> release(one)));
        }
    }

    private void release(Claimed one) {
        inFlight--;
        lanes.computeIfPresent(one.lane(), (lane, count) -> count == 1 ? null : count - 1);
        if (stopping == null) {
            claim();
        }
        completeStop();
    }

    private void completeStop() {
        if (stopping != null && inFlight == 0 && !claiming) {
            stopping.tryComplete();
        }
    }
}
