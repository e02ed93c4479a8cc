package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Reads the whole body before anything else looks at the request, into {@link RoutingContext#body()}: within its limit,
 * else {@code 413}, and in time, else {@code 408}. Forms are bytes too; {@link Form} reads them.
 */
final class BodyReader implements Handler<RoutingContext> {

    private static final long LINGER_MILLIS = 1_000;

    private final HttpLimits limits;

    BodyReader(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (announced(request) > limits.maxBody()) {
            tooLarge(context);
            return;
        }
        if (!hasBody(request)) {
            if (isUpgrade(request)) {
                // Whoever makes it a WebSocket, perhaps after asking the database, finds it as it came in.
                request.pause();
            }
            context.next();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
                && request.version() != HttpVersion.HTTP_1_0) {
            context.response().writeContinue();
        }
        new Reading(context).start();
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    private static boolean hasBody(HttpServerRequest request) {
        return !request.isEnded()
                && (request.version() == HttpVersion.HTTP_2
                        || announced(request) > 0
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException beyondCounting) {
            return Long.MAX_VALUE;
        }
    }

    private void tooLarge(RoutingContext context) {
        refuse(
                context,
                Problem.of(
                        413,
                        "body-too-large",
                        "The body is too large",
                        "A body is at most " + limits.maxBody() + " bytes"));
    }

    /** What still comes is let in and dropped until the answer is out, so that the caller reads it before the close. */
    private static void refuse(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        request.handler(dropped -> {}).resume();
        context.addEndHandler(answered -> {
            if (!request.isEnded()) {
                context.vertx()
                        .setTimer(LINGER_MILLIS, late -> request.connection().close());
            }
        });
        context.fail(problem.withHeader("Connection", "close"));
    }

    private final class Reading {
        private final RoutingContext context;
        private final Buffer body = Buffer.buffer();
        private boolean over;

        Reading(RoutingContext context) {
            this.context = context;
        }

        void start() {
            long timer = context.vertx().setTimer(limits.bodyTime().toMillis(), late -> tooSlow());
            context.request()
                    .handler(this::take)
                    .exceptionHandler(gone -> {
                        context.vertx().cancelTimer(timer);
                        over = true;
                    })
                    .endHandler(end -> {
                        context.vertx().cancelTimer(timer);
                        finish();
                    })
                    .resume();
        }

        private void take(Buffer part) {
            if (over) {
                return;
            }
            if (body.length() + part.length() > limits.maxBody()) {
                over = true;
                tooLarge(context);
            } else {
                body.appendBuffer(part);
            }
        }

        private void tooSlow() {
            if (!over) {
                over = true;
                refuse(
                        context,
                        Problem.of(
                                408,
                                "body-too-slow",
                                "The body came too slowly",
                                "A body must be in within " + limits.bodyTime().toSeconds() + " s"));
            }
        }

        private void finish() {
            if (!over) {
                over = true;
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        }
    }
}
