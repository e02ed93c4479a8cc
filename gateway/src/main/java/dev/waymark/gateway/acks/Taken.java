package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.PgTextCallbacks.Said;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What came of a callback.
 *
 * @param said what is kept of it; empty where it is of no case
 * @param alerted whether managers have a new alert
 */
record Taken(JsonObject answer, Optional<Said> said, boolean alerted) {}
