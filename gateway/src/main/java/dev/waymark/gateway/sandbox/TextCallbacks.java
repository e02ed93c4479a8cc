package dev.waymark.gateway.sandbox;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.gateway.sandbox.GatewayClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** What the text provider calls back, signed with its secret (protocol, section 7). Thread-safe. */
final class TextCallbacks {

    private static final String NUMBER = "+18005550100";

    private final GatewayClient gateway;
    private final Secret secret;
    private final Supplier<Instant> steady;

    TextCallbacks(GatewayClient gateway, Secret secret, Supplier<Instant> steady) {
        this.gateway = gateway;
        this.secret = secret;
        this.steady = steady;
    }

    /** How far a text came. */
    Future<Reply> status(String notification, String status) {
        return call(
                "status",
                "demo-" + status + "-" + notification,
                new JsonObject().put("id", notification).put("status", status));
    }

    /** Somebody answers by text; {@code id} names the answer. */
    Future<Reply> inbound(String id, String from, String words) {
        return call(
                "inbound",
                "demo-in-" + id,
                new JsonObject()
                        .put("id", id)
                        .put("from", from)
                        .put("to", NUMBER)
                        .put("text", words));
    }

    private Future<Reply> call(String path, String id, JsonObject json) {
        Buffer body = json.toBuffer();
        Instant now = steady.get();
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                StandardWebhooks.ID,
                id,
                StandardWebhooks.TIMESTAMP,
                Long.toString(now.getEpochSecond()),
                StandardWebhooks.SIGNATURE,
                StandardWebhooks.sign(secret, id, now, body.getBytes()));
        return gateway.call(HttpMethod.POST, "/v1/sms/" + FarTexts.NAME + "/" + path, headers, body);
    }
}
