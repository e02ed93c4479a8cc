package dev.waymark.gateway.acks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.channels.Secret;
import dev.waymark.channels.Words;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.channels.webhook.StandardWebhooks.Received;
import dev.waymark.gateway.acks.PgTextCallbacks.CallbackId;
import dev.waymark.gateway.acks.TakeReply.Inbound;
import dev.waymark.gateway.acks.TakeStatus.Status;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Callbacks of a provider of kind {@code generic}: JSON, signed after Standard Webhooks. Thread-safe. */
final class GenericCallbacks implements ProviderCallbacks {

    private static final Pattern STATUS = Pattern.compile("queued|sent|delivered|failed");

    private final String provider;
    private final Secret secret;
    private final Clocks clocks;

    GenericCallbacks(String provider, Secret secret, Clocks clocks) {
        this.provider = provider;
        this.secret = secret;
        this.clocks = clocks;
    }

    @Override
    public Genuine<Status> status(RoutingContext context) {
        CallbackId id = genuine(context);
        Fields fields = Fields.of(body(context), "");
        Optional<NotificationId> message = fields.text("id").required(NotificationId::of);
        String status = fields.text("status").form(STATUS).required();
        Optional<String> error = fields.text("error").optional();
        fields.orThrow();
        return new Genuine<>(
                id,
                new Status(
                        message,
                        Optional.empty(),
                        Optional.of(DeliveryStatus.of(status)),
                        error.flatMap(Words::of),
                        false));
    }

    @Override
    public Genuine<Inbound> inbound(RoutingContext context) {
        CallbackId id = genuine(context);
        Fields fields = Fields.of(body(context), "");
        fields.text("id").required();
        String from = fields.text("from").required();
        fields.text("to").required();
        String text = fields.text("text").required();
        fields.orThrow();
        return new Genuine<>(id, new Inbound(from, Words.of(text).orElse(""), Keyword.of(text), false));
    }

    @Override
    public void answer(RoutingContext context, Future<JsonObject> answer) {
        Answers.of(context, answer);
    }

    private static JsonNode body(RoutingContext context) {
        return JsonBody.of(context, "application/json");
    }

    private CallbackId genuine(RoutingContext context) {
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

    static Problem refused(String code, String detail) {
        return Problem.of(401, code, "The callback's signature is refused", detail);
    }
}
