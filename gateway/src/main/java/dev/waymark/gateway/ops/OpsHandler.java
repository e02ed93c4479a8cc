package dev.waymark.gateway.ops;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics} (protocol, section 12). */
public final class OpsHandler {

    private final Health health;
    private final Metrics metrics;
    private final Operators operators;
    private final boolean metricsOpen;

    public OpsHandler(Health health, Metrics metrics, Operators operators, boolean metricsOpen) {
        this.health = health;
        this.metrics = metrics;
        this.operators = operators;
        this.metricsOpen = metricsOpen;
    }

    public void mount(Router router) {
        router.get("/health/live").handler(this::live);
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
    }

    /** That it answers at all is the answer. */
    private void live(RoutingContext context) {
        Answers.json(context, 200, new JsonObject().put("status", "up"));
    }

    private void ready(RoutingContext context) {
        Future.all(health.ask(), operators.mayLook(context))
                .onComplete(both -> ready(context, both.resultAt(0), both.<Boolean>resultAt(1)), context::fail);
    }

    private static void ready(RoutingContext context, Map<String, Health.Status> parts, boolean mayLook) {
        boolean up = Health.isUp(parts);
        JsonObject answer = new JsonObject().put("status", word(up));
        if (mayLook) {
            JsonObject named = new JsonObject();
            parts.forEach((name, part) -> named.put(
                    name, new JsonObject().put("status", word(part.up())).put("note", part.note())));
            answer.put("parts", named);
        }
        Answers.json(context, up ? 200 : 503, answer);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private void metrics(RoutingContext context) {
        Future<Boolean> allowed = metricsOpen ? Future.succeededFuture(true) : operators.mayLook(context);
        allowed.onComplete(
                may -> {
                    if (may) {
                        scrape(context);
                    } else {
                        context.fail(refused(context));
                    }
                },
                context::fail);
    }

    private static Problem refused(RoutingContext context) {
        boolean bears = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
        Problem refused = Problem.of(
                bears ? 403 : 401, "operators-only", "For operators", "Send the bearer token of an operator");
        return bears ? refused : refused.withHeader("WWW-Authenticate", "Bearer");
    }

    private void scrape(RoutingContext context) {
        context.vertx()
                .executeBlocking(metrics::scrape, false)
                .onComplete(
                        text -> Answers.bytes(context, 200, Metrics.MEDIA_TYPE, Buffer.buffer(text)), context::fail);
    }
}
