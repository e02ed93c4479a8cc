package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.outbox.ClaimDue;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.LaneState;
import dev.waymark.gateway.pg.SqlState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one node: claims what is due, as lanes allow, and sends it. Woken by whoever writes to the
 * outbox, and by a poll that backs the waking up. Lives on one context; {@link #wake} may be called from anywhere.
 *
 * <pre>
 *   wake ─▶ claim ─▶ prepare (read state again, render) ─▶ attempt ─▶ conclude ─▶ slot free ─▶ claim …
 * </pre>
 */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Each holds a message and a connection: some 50 KB. */
    private static final int MOST_IN_FLIGHT = 1024;

    /** From here on a lane gets one slot only, so that slow ones leave room for all the others. */
    private static final int CROWDED = MOST_IN_FLIGHT / 2;

    private static final int MOST_A_CLAIM = 64;
    private static final Duration POLL = Duration.ofSeconds(1);

    /** With what the channels then take to close, within the 20 s of protocol, section 12. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context context;
    private final ClaimDue claimDue;
    private final Sending sending;

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

    /** Claims no more; done when what is in flight has been concluded or, after ten seconds, handed back. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(nothing -> {
            vertx.cancelTimer(timer);
            stopping = stopped;
            completeStop();
        });
        return stopped.future()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .compose(ended -> claimDue.handBack())
                .onSuccess(back -> {
                    if (back > 0) {
                        LOG.info("{} messages in flight are handed back, and are sent again under the same ids", back);
                    }
                })
                .mapEmpty();
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
        claimDue.claim(inFlight < CROWDED ? LaneState.SLOTS : 1, free)
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
                                SqlState.named(claimed.cause()));
                    }
                    completeStop();
                }));
    }

    private void take(List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        inFlight += claimed.size();
        for (Future<Void> sent : sending.send(claimed)) {
            sent.onComplete(concluded -> context.runOnContext(nothing -> release()));
        }
    }

    private void release() {
        inFlight--;
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
