package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Puts on every answer what keeps a browser from doing more with it than is meant. Pages set a policy of their own. */
final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String YEAR = "max-age=31536000; includeSubDomains";

    private final boolean https;

    SecurityHeaders(boolean https) {
        this.https = https;
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        put(headers);
        if (https) {
            headers.set("Strict-Transport-Security", YEAR);
        }
        context.next();
    }

    static void put(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }
}
