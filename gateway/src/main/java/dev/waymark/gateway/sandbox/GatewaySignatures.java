package dev.waymark.gateway.sandbox;

import dev.waymark.channels.webhook.StandardWebhooks;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.signing.PartnerKey;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what the gateway posts as any receiver would: {@code v1a} of Standard Webhooks by the keys that the gateway
 * publishes (protocol, section 6). The keys are fetched when first needed. Thread-safe.
 */
final class GatewaySignatures {

    private static final String V1A = "v1a,";

    private final CryptoProviders crypto;
    private final Supplier<Instant> now;
    private final GatewayClient gateway;
    private final AtomicReference<@Nullable Future<List<PartnerKey>>> keys = new AtomicReference<>();

    GatewaySignatures(GatewayClient gateway, CryptoProviders crypto, Supplier<Instant> now) {
        this.crypto = crypto;
        this.now = now;
        this.gateway = gateway;
    }

    private Future<List<PartnerKey>> keys() {
        Future<List<PartnerKey>> known = keys.get();
        if (known != null && !known.failed()) {
            return known;
        }
        Future<List<PartnerKey>> fetched =
                gateway.get("/.well-known/jwks.json").map(reply -> keys(reply.json(), crypto));
        keys.set(fetched);
        return fetched;
    }

    private static List<PartnerKey> keys(JsonObject jwks, CryptoProviders crypto) {
        JsonArray all = jwks.getJsonArray("keys");
        return IntStream.range(0, all.size())
                .mapToObj(all::getJsonObject)
                .filter(jwk -> "Ed25519".equals(jwk.getString("crv")))
                .map(jwk -> PartnerKey.parse(jwk, crypto))
                .toList();
    }

    /** Whether the gateway signed this, within the last minutes. */
    Future<Boolean> genuine(MultiMap headers, Buffer body) {
        String id = headers.get(StandardWebhooks.ID);
        String timestamp = headers.get(StandardWebhooks.TIMESTAMP);
        String signatures = headers.get(StandardWebhooks.SIGNATURE);
        if (id == null || timestamp == null || signatures == null || !timestamp.matches("[0-9]{1,12}")) {
            return Future.succeededFuture(false);
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now.get())
                .abs();
        if (apart.compareTo(StandardWebhooks.WINDOW) > 0) {
            return Future.succeededFuture(false);
        }
        byte[] message =
                Buffer.buffer(id + "." + timestamp + ".").appendBuffer(body).getBytes();
        return keys().map(live -> Arrays.stream(signatures.split(" ", -1))
                .filter(signature -> signature.startsWith(V1A))
                .map(signature -> Base64.getDecoder().decode(signature.substring(V1A.length())))
                .anyMatch(signature -> live.stream().anyMatch(key -> key.verifies(crypto, message, signature))));
    }
}
