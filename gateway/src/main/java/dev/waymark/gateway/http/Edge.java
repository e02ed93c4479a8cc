package dev.waymark.gateway.http;

import dev.waymark.gateway.model.Ids;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.net.URI;

/**
 * What stands around every route: security headers, access log, path guard and limits before them, of time too; behind them, problem+json.
 * Features mount their routes on {@link #router}; {@link Server} listens.
 */
public final class Edge {

    private final HttpServerSettings settings;
    private final Router router;
    private final Connections connections;

    public Edge(Vertx vertx, HttpServerSettings settings, URI publicUrl, Ids ids) {
        this.settings = settings;
        this.router = Router.router(vertx);
        this.connections = new Connections(settings.limits().idleTime());
        before(router, new SecurityHeaders("https".equals(publicUrl.getScheme())), new BodyReader(settings.limits()));
        router.route()
                .order(Integer.MAX_VALUE)
                .method(HttpMethod.OPTIONS)
                .method(HttpMethod.HEAD)
                .handler(new Unrouted());
        new ProblemHandler(ids).mount(router);
    }

    /** Where features mount their routes, before the server starts. */
    public Router router() {
        return router;
    }

    HttpServerSettings settings() {
        return settings;
    }

    Connections connections() {
        return connections;
    }

    private void before(Router root, SecurityHeaders headers, BodyReader bodies) {
        root.route().order(-6).handler(connections);
        root.route().order(-5).handler(headers);
        root.route().order(-4).handler(new AccessLog());
        root.route().order(-3).handler(new PathGuard());
        root.route().order(-2).handler(bodies);
        root.route().order(-1).handler(new AnswerInTime(settings.limits().answerTime()));
    }
}
