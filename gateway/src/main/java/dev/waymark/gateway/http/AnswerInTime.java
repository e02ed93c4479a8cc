package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Answers {@code 503} where nothing else has answered in time, as while the database hangs. What the call began may still be
 * done; what it would have answered is dropped. An answer that has begun may take longer, and so may a WebSocket.
 */
final class AnswerInTime implements Handler<RoutingContext> {

    private static final int AGAIN_SECONDS = 5;

    private final Duration time;

    AnswerInTime(Duration time) {
        this.time = time;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!WebSockets.isAskedFor(context.request())) {
            long timer = context.vertx().setTimer(time.toMillis(), late -> giveUp(context));
            context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }

    private void giveUp(RoutingContext context) {
        if (Answers.isOpen(context)) {
            context.fail(Problem.unavailable(
                    "There was no answer in time, and what was asked may still be done; send the same again",
                    AGAIN_SECONDS));
        }
    }
}
