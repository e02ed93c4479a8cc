package dev.waymark.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** The bytes of a request's body, as they came in. */
public final class Bodies {

    private Bodies() {}

    /** The body, read whole and within its limit; no bytes where the request has none. */
    public static Buffer of(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? Buffer.buffer() : body;
    }
}
