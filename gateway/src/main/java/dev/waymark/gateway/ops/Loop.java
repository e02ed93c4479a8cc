package dev.waymark.gateway.ops;

import dev.waymark.gateway.pg.SqlState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs rounds, one at a time: when woken, when the last round said that there is more, and at least once a period, so
 * that a lost wake-up costs latency only. A round that fails is logged and tried again at the next period. {@link #wake}
 * may be called from anywhere.
 */
public final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Vertx vertx;
    private final Context context;
    private final String name;
    private final Duration period;
    private final Supplier<Future<Boolean>> round;

    private boolean running;
    private boolean wokenMeanwhile;
    private long timer = -1;
    private @Nullable Promise<Void> stopping;

    /** @param round does what is due; true: there may be more, go on at once */
    public Loop(Vertx vertx, String name, Duration period, Supplier<Future<Boolean>> round) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.name = name;
        this.period = period;
        this.round = round;
    }

    public void start() {
        context.runOnContext(nothing -> {
            timer = vertx.setPeriodic(period.toMillis(), tick -> run());
            run();
        });
    }

    public void wake() {
        context.runOnContext(nothing -> run());
    }

    /** Begins no more rounds; done when the running one has ended. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(nothing -> {
            vertx.cancelTimer(timer);
            stopping = stopped;
            if (!running) {
                stopped.complete();
            }
        });
        return stopped.future();
    }

    private void run() {
        if (stopping != null) {
            return;
        }
        if (running) {
            wokenMeanwhile = true;
            return;
        }
        running = true;
        wokenMeanwhile = false;
        Future.<Boolean>future(promise -> round.get().onComplete(promise))
                .onComplete(done -> context.runOnContext(nothing -> {
                    running = false;
                    if (done.failed()) {
                        LOG.warn(
                                "{}: the round failed, next within {}: {}", name, period, SqlState.named(done.cause()));
                    }
                    if (stopping != null) {
                        stopping.tryComplete();
                    } else if (wokenMeanwhile || (done.succeeded() && done.result())) {
                        run();
                    }
                }));
    }
}
