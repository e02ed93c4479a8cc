package dev.waymark.gateway.acks;

import dev.waymark.channels.sms.TextSettings;
import dev.waymark.gateway.acks.PgTextCallbacks.CallbackId;
import dev.waymark.gateway.acks.ProviderCallbacks.Genuine;
import dev.waymark.gateway.acks.TakeReply.Inbound;
import dev.waymark.gateway.acks.TakeStatus.Status;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.outbox.DeliveryFailed;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/sms/<provider>/status} and {@code /inbound} (protocol, section 7): signed by the provider as its kind has it,
 * taken once, answered the same again. What one does is a single transaction. Thread-safe.
 *
 * <pre>
 *   provider known? ▶ signature ▶ members ▶ one of ours? ▶ first of its id? ─ yes ─▶ status or reply ▶ keep the answer
 *                                                                     └ no ─▶ the answer kept
 * </pre>
 */
public final class TextCallbacksHandler {

    private final Map<String, ProviderCallbacks> providers = new HashMap<>();
    private final Database database;
    private final PgTextCallbacks callbacks;
    private final TakeStatus takeStatus;
    private final TakeReply takeReply;
    private final Clocks clocks;
    private final Runnable wakeAlerts;

    /**
     * @param providers by their names
     * @param wakeAlerts called once a new alert is durable
     */
    public TextCallbacksHandler(
            Map<String, TextSettings> providers,
            URI publicUrl,
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
        providers.forEach((name, settings) -> this.providers.put(
                name,
                settings.fold(
                        generic -> new GenericCallbacks(name, generic.secret(), clocks),
                        twilio -> new TwilioCallbacks(name, twilio, publicUrl))));
        this.database = database;
        this.callbacks = new PgTextCallbacks(sealing);
        this.takeStatus = new TakeStatus(new DeliveryFailed(outbox, ids), optOuts, clocks);
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
        ProviderCallbacks provider = provider(context);
        Genuine<Status> callback = provider.status(context);
        answer(
                context,
                provider,
                callback.id(),
                tx -> takeStatus.take(tx, callback.id().provider(), callback.said()));
    }

    private void inbound(RoutingContext context) {
        ProviderCallbacks provider = provider(context);
        Genuine<Inbound> callback = provider.inbound(context);
        answer(
                context,
                provider,
                callback.id(),
                tx -> takeReply.take(
                        tx, callback.id().provider() + "/" + callback.id().id(), callback.said()));
    }

    private ProviderCallbacks provider(RoutingContext context) {
        return Optional.ofNullable(providers.get(context.pathParam("provider"))).orElseThrow(Problem::notFound);
    }

    private interface Work {
        Future<Taken> in(SqlConnection tx);
    }

    private void answer(RoutingContext context, ProviderCallbacks provider, CallbackId callback, Work work) {
        Future<Taken> taken = database.transaction(tx -> callbacks
                .isOurs(tx, callback)
                .compose(ours -> ours ? Future.failedFuture(ownId()) : once(tx, callback, work)));
        taken.onSuccess(durable -> {
            if (durable.alerted()) {
                wakeAlerts.run();
            }
        });
        provider.answer(context, taken.map(Taken::answer));
    }

    private static Problem ownId() {
        return GenericCallbacks.refused("signature-replayed", "This webhook-id is one that the gateway made");
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
