package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.PgTextCallbacks.CallbackId;
import dev.waymark.gateway.acks.TakeReply.Inbound;
import dev.waymark.gateway.acks.TakeStatus.Status;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The callbacks of one provider, as its kind has them: whether one is its own, what it says, how it is answered. What is
 * not its own, or not of its form, is thrown as a {@link dev.waymark.gateway.http.Problem}. Thread-safe.
 */
sealed interface ProviderCallbacks permits GenericCallbacks, TwilioCallbacks {

    /** One that is genuine. */
    record Genuine<T>(CallbackId id, T said) {}

    Genuine<Status> status(RoutingContext context);

    Genuine<Inbound> inbound(RoutingContext context);

    /** Answers with {@code {"reply": …}}, or nothing, in the provider's own form. */
    void answer(RoutingContext context, Future<JsonObject> answer);
}
