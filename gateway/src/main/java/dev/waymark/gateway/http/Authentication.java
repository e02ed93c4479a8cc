package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * How a route learns who calls. Each handler has the body read within its limit, proves the caller, puts it where {@link
 * Callers} finds it and goes on, or fails the context with a {@link Problem}.
 */
public interface Authentication {

    /** Partners' signed calls (protocol, section 2). */
    Handler<RoutingContext> signed();

    /** People, by bearer token or the console's cookie (section 10). */
    Handler<RoutingContext> people();

    /** Either: a person where a bearer token or the cookie is sent, else a signed call. */
    Handler<RoutingContext> either();
}
