package dev.waymark.gateway.acks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.channels.webhook.StandardWebhooks.Received;
import dev.waymark.gateway.acks.PgTextCallbacks.CallbackId;
import dev.waymark.gateway.acks.TakeReply.Inbound;
import dev.waymark.gateway.acks.TakeStatus.Status;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.outbox.DeliveryFailed;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/sms/<provider>/status} and {@code /inbound} of providers of kind {@code generic} (protocol, section 7):
 * signed by the provider, taken once, answered the same again. What one does is a single transaction. Thread-safe.
 *
 * <pre>
 *   provider known? ▶ signature ▶ members ▶ one of ours? ▶ first of its id? ─ yes ─▶ status or reply ▶ keep the answer
 *                                                                     └ no ─▶ the answer kept
 * </pre>
 */
public final class TextCallbacksHandler {

    private final Map<String, Secret> secrets;
    private final Database database;
    private final PgTextCallbacks callbacks;
    private final TakeStatus takeStatus;
    private final TakeReply takeReply;
    private final Clocks clocks;
    private final Runnable wakeAlerts;

    /**
     * @param secrets each provider's, by its name
     * @param wakeAlerts called once a new alert is durable
     */
    public TextCallbacksHandler(
            Map<String, Secret> secrets,
            Database database,
            PgNotifications notifications,
            ReadSituations situations,
            PgPersons persons,
            OptOuts optOuts,
            Acknowledge acknowledge,
            PgOutbox outbox,
            Rendering rendering,
            Sealing sealing,
            Ids ids,
            Clocks clocks,
            Runnable wakeAlerts) {
        this.secrets = Map.copyOf(secrets);
        this.database = database;
        this.callbacks = new PgTextCallbacks(sealing);
        this.takeStatus = new TakeStatus(new DeliveryFailed(outbox, ids));
        this.takeReply = new TakeReply(
                notifications,
                situations,
                persons,
                optOuts,
                acknowledge,
                new PassOn(outbox, sealing, ids),
                rendering,
                clocks);
        this.clocks = clocks;
        this.wakeAlerts = wakeAlerts;
    }

    public void mount(Router router) {
        router.post("/v1/sms/:provider/status").handler(this::status);
        router.post("/v1/sms/:provider/inbound").handler(this::inbound);
    }

    private void status(RoutingContext context) {
        CallbackId callback = genuine(context);
        Status status = Status.of(body(context));
        answer(context, callback, tx -> takeStatus.take(tx, callback.provider(), status));
    }

    private void inbound(RoutingContext context) {
        CallbackId callback = genuine(context);
        Inbound inbound = Inbound.of(body(context));
        answer(context, callback, tx -> takeReply.take(tx, callback.provider() + "/" + callback.id(), inbound));
    }

    private static JsonNode body(RoutingContext context) {
        return JsonBody.of(context, "application/json");
    }

    private CallbackId genuine(RoutingContext context) {
        String provider = context.pathParam("provider");
        Secret secret = Optional.ofNullable(secrets.get(provider)).orElseThrow(Problem::notFound);
        MultiMap headers = context.request().headers();
        Buffer body = Bodies.of(context);
        Instant now = clocks.steady();
        Received received = new Received(
                header(headers, StandardWebhooks.ID),
                header(headers, StandardWebhooks.TIMESTAMP),
                header(headers, StandardWebhooks.SIGNATURE));
        switch (StandardWebhooks.verify(secret, received, body.getBytes(), now)) {
            case GENUINE -> {
                return new CallbackId(provider, received.id());
            }
            case MALFORMED ->
                throw refused(
                        received.signatures().isEmpty() ? "signature-missing" : "signature-malformed",
                        "webhook-id, webhook-timestamp and webhook-signature are as Standard Webhooks 1.0 has them");
            case EXPIRED ->
                throw refused("signature-expired", "webhook-timestamp is within 300 s of the gateway's clock")
                        .withExtension("time", Times.write(now));
            default -> throw refused("signature-invalid", "No v1 signature is that of this provider's secret");
        }
    }

    private static String header(MultiMap headers, String name) {
        return Optional.ofNullable(headers.get(name)).orElse("");
    }

    private static Problem refused(String code, String detail) {
        return Problem.of(401, code, "The callback's signature is refused", detail);
    }

    private interface Work {
        Future<Taken> in(SqlConnection tx);
    }

    private void answer(RoutingContext context, CallbackId callback, Work work) {
        Future<Taken> taken = database.transaction(tx -> callbacks
                .isOurs(tx, callback)
                .compose(ours -> ours ? Future.failedFuture(ownId()) : once(tx, callback, work)));
        taken.onSuccess(durable -> {
            if (durable.alerted()) {
                wakeAlerts.run();
            }
        });
        Answers.of(context, taken.map(Taken::answer));
    }

    private static Problem ownId() {
        return refused("signature-replayed", "This webhook-id is one that the gateway made");
    }

    private Future<Taken> once(SqlConnection tx, CallbackId callback, Work work) {
        return callbacks
                .begin(tx, callback, clocks.business())
                .compose(first -> first
                        ? work.in(tx).compose(taken -> callbacks
                                .keep(tx, callback, taken.answer(), taken.said())
                                .map(taken))
                        : callbacks.recall(tx, callback).map(TextCallbacksHandler::again));
    }

    private static Taken again(JsonObject answer) {
        return new Taken(answer, Optional.empty(), false);
    }
}
