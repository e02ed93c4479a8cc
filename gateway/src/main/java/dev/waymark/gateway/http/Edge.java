package dev.waymark.gateway.http;

import dev.waymark.gateway.model.Ids;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.net.URI;

/**
 * The root router, with what stands before every route: path guard, security headers, access log, limits of the body; and
 * behind them all, problem+json. Features mount their routes on it.
 */
public final class Edge {

    private Edge() {}

    public static Router router(Vertx vertx, HttpLimits limits, URI publicUrl, Ids ids) {
        Router router = Router.router(vertx);
        router.route().order(-5).handler(new SecurityHeaders("https".equals(publicUrl.getScheme())));
        router.route().order(-4).handler(new AccessLog());
        router.route().order(-3).handler(new PathGuard());
        router.route().order(-2).handler(new BodyReader(limits));
        router.route()
                .order(Integer.MAX_VALUE)
                .method(HttpMethod.OPTIONS)
                .method(HttpMethod.HEAD)
                .handler(new Unrouted());
        new ProblemHandler(ids).mount(router);
        return router;
    }
}
