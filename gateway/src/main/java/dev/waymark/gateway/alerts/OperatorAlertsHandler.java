package dev.waymark.gateway.alerts;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.outbox.PgOperatorAlerts.Raised;
import dev.waymark.gateway.pg.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/operator-alerts}: what operators are told of endpoints, the newest first; nothing of a case. */
public final class OperatorAlertsHandler {

    private static final int MOST = 200;

    private final Database database;
    private final PgOperatorAlerts alerts;

    public OperatorAlertsHandler(Database database, PgOperatorAlerts alerts) {
        this.database = database;
        this.alerts = alerts;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/operator-alerts").handler(auth.people()).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (!Callers.person(context).has(UserRole.OPERATOR)) {
            throw Problem.of(403, "forbidden", "Not yours to see", "Operators see these");
        }
        Answers.of(context, alerts.newest(database.client(), MOST).map(raised -> {
            JsonArray all = new JsonArray();
            raised.forEach(one -> all.add(json(one)));
            return new JsonObject().put("alerts", all);
        }));
    }

    private static JsonObject json(Raised raised) {
        return new JsonObject()
                .put("at", Times.write(raised.at()))
                .put("kind", raised.alert().kind())
                .put("about", raised.alert().about())
                .put("code", raised.alert().code());
    }
}
