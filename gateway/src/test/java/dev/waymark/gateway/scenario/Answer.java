package dev.waymark.gateway.scenario;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/** What the gateway answered. */
record Answer(int status, MultiMap headers, String body) {

    JsonObject json() {
        return new JsonObject(body);
    }

    String problem() {
        return json().getString("type").substring("urn:waymark:problem:".length());
    }
}
