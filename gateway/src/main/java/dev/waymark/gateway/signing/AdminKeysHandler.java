package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** {@code GET /v1/admin/keys} and {@code POST /v1/admin/keys/rotate}: the gateway's own keys, for people with the role admin. */
public final class AdminKeysHandler {

    private final GatewayKeys keys;
    private final TurnKeys turn;
    private final Clocks clocks;

    public AdminKeysHandler(GatewayKeys keys, TurnKeys turn, Clocks clocks) {
        this.keys = keys;
        this.turn = turn;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/admin/keys").handler(auth.people()).handler(this::list);
        router.post("/v1/admin/keys/rotate").handler(auth.people()).handler(this::rotate);
    }

    private void list(RoutingContext context) {
        requireAdmin(context);
        Answers.json(context, 200, shown());
    }

    private void rotate(RoutingContext context) {
        requireAdmin(context);
        Answers.of(context, turn.rotate().map(turned -> shown()));
    }

    private JsonObject shown() {
        Instant now = clocks.steady();
        JsonArray all = new JsonArray();
        keys.files().all().forEach(key -> all.add(shown(key, now)));
        return new JsonObject().put("keys", all);
    }

    private static JsonObject shown(OwnKey key, Instant now) {
        Lifetime lifetime = key.lifetime();
        return new JsonObject()
                .put("kid", key.kid())
                .put("use", key.use())
                .put("file", key.fileName())
                .put("state", lifetime.state(now))
                .put("from", lifetime.begins().map(Times::write).orElse(null))
                .put("until", lifetime.ends().map(Times::write).orElse(null))
                .put("overAt", lifetime.over().map(Times::write).orElse(null));
    }

    private static void requireAdmin(RoutingContext context) {
        if (!Callers.person(context).has(UserRole.ADMIN)) {
            throw Problem.of(
                    403,
                    "forbidden",
                    "Not yours to do",
                    "The gateway's keys are managed by people with the role admin");
        }
    }
}
