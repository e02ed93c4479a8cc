package dev.waymark.gateway.scenario;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Somebody of users.yaml, signed in: what {@link TestPartner} is among systems. */
record TestUser(TestGateway gateway, String name) {

    Answer get(String target) {
        return gateway.call(HttpMethod.GET, target, Signed.in(gateway, name), Optional.empty());
    }

    Answer delete(String target) {
        return gateway.call(HttpMethod.DELETE, target, Signed.in(gateway, name), Optional.empty());
    }

    Answer post(String target, JsonObject body) {
        return send(HttpMethod.POST, target, body);
    }

    Answer put(String target, JsonObject body) {
        return send(HttpMethod.PUT, target, body);
    }

    private Answer send(HttpMethod method, String target, JsonObject body) {
        Map<String, String> headers = new HashMap<>(Signed.in(gateway, name));
        headers.put("Content-Type", "application/json");
        return gateway.call(method, target, headers, Optional.of(body.toBuffer()));
    }
}
