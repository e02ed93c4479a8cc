package dev.waymark.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The refusals that the router and the server give of their own accord, in the words of the wire contract. */
final class EdgeProblems {

    private EdgeProblems() {}

    static Optional<Problem> of(int status, RoutingContext context) {
        return switch (status) {
            case 404, 405 -> Optional.of(noRoute(context));
            case 413 ->
                Optional.of(Problem.of(413, "body-too-large", "The body is too large", "A body is at most 1 MiB"));
            case 415 -> Optional.of(Problem.of(415, "media-type", "This media type is not taken here", "See /docs"));
            case 400, -1 -> context.failure() == null || status == 400 ? Optional.of(malformed()) : Optional.empty();
            default ->
                status >= 400 && status < 500
                        ? Optional.of(Problem.of(status, "refused", "The request is refused", "See /docs"))
                        : Optional.empty();
        };
    }

    static Problem malformed() {
        return Problem.of(
                400, "request-malformed", "The request cannot be read", "Its target, query or header is not HTTP");
    }

    /** Nothing under this path, or nothing for this method (RFC 9110, section 15.5.6). */
    private static Problem noRoute(RoutingContext context) {
        List<HttpMethod> allowed = AllowedMethods.of(context);
        if (allowed.isEmpty()) {
            return Problem.notFound();
        }
        String names = AllowedMethods.header(allowed);
        return Problem.of(405, "method", "This method is not taken here", "Allowed: " + names)
                .withHeader("Allow", names);
    }
}
