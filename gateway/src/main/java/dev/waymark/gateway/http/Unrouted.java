package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Answers {@code OPTIONS} with what a path takes, and {@code HEAD} as {@code GET} without its body. Not {@code HEAD} under
 * {@code /v1}: a signature covers the method.
 */
final class Unrouted implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        List<HttpMethod> allowed = AllowedMethods.of(context);
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        if (method.equals(HttpMethod.OPTIONS) && !allowed.isEmpty()) {
            context.response().putHeader("Allow", AllowedMethods.header(allowed));
            Answers.empty(context, 204);
        } else if (method.equals(HttpMethod.HEAD) && allowed.contains(HttpMethod.GET) && !path.startsWith("/v1/")) {
            context.reroute(HttpMethod.GET, context.request().path());
        } else {
            context.fail(404);
        }
    }
}
