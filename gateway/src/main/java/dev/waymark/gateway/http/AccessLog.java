package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: method, route, status, milliseconds, who called. Never the query, never what a route's
 * parameters stood for: the path under {@code /a/} and {@code /u/} opens a message.
 */
final class AccessLog implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.waymark.access");

    @Override
    public void handle(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(done -> LOG.info(
                "{} {} {} ms={} by={}",
                method(context),
                route(context),
                context.response().getStatusCode(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                Callers.find(context).map(caller -> caller.auditName()).orElse("-")));
        context.next();
    }

    /** The methods that exist; anything else is a word of the caller's. */
    private static String method(RoutingContext context) {
        HttpMethod method = context.request().method();
        return HttpMethod.values().contains(method) ? method.name() : "-";
    }

    /** Of a request that was refused before it came to a route, the route that its path means. */
    private static String route(RoutingContext context) {
        Route route = context.currentRoute();
        return route != null && route.getPath() != null
                ? route.getPath()
                : AllowedMethods.template(context).orElse("-");
    }

    /** One that is no HTTP has neither method nor route. */
    static void refused(int status) {
        LOG.info("- - {} ms=0 by=-", status);
    }
}
