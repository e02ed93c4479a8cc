package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Lets only those paths in that mean one thing: written as they normalise (RFC 3986, section 6), without an encoded slash,
 * backslash or control character, and without a slash at the end where an API or a link is meant. So the path that routes is the path that was signed.
 */
final class PathGuard implements Handler<RoutingContext> {

    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|\\\\|(?i:%2f|%5c|%7f|%[01][0-9a-f]|%25)|^/(?:v1|a|u)/(?:.*/)?$");

    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        if (path == null
                || !path.equals(context.normalizedPath())
                || AMBIGUOUS.matcher(path).find()) {
            context.fail(Problem.notFound());
        } else {
            context.next();
        }
    }
}
