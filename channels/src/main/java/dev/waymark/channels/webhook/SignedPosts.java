package dev.waymark.channels.webhook;

import dev.waymark.channels.SendOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Posts signed after Standard Webhooks; what webhooks and text messages of kind {@code generic} share. Safe to call from
 * any thread.
 */
public final class SignedPosts {

    private final Posts posts;
    private final Signer signer;

    public SignedPosts(Vertx vertx, WebhookSettings settings, Egress egress, Signer signer, InstantSource steady) {
        this.posts = new Posts(vertx, settings, egress, steady);
        this.signer = signer;
    }

    /** One attempt, encrypted first where the envelope says so. {@code farId} finds the far side's own id in the body of an answer 2xx. */
    public Future<SendOutcome> send(WebhookEnvelope envelope, Function<Buffer, Optional<String>> farId) {
        if (envelope.encryption().isPresent()) {
            return envelope.encryption()
                    .get()
                    .encrypt(envelope.contentType(), envelope.body())
                    .compose(jwe -> send(envelope.encrypted(jwe), farId));
        }
        return posts.send(new Post(
                envelope.url(),
                envelope.contentType(),
                envelope.body(),
                now -> headers(envelope, now),
                (status, retryAfter, answer, now) -> HttpOutcome.of(status, retryAfter, answer, farId, now)));
    }

    private Map<String, String> headers(WebhookEnvelope envelope, Instant now) {
        byte[] body = envelope.body().getBytes();
        long timestamp = now.getEpochSecond();
        return Map.of(
                StandardWebhooks.ID,
                envelope.id(),
                StandardWebhooks.TIMESTAMP,
                Long.toString(timestamp),
                StandardWebhooks.SIGNATURE,
                StandardWebhooks.signature(envelope.id(), timestamp, body, signer, envelope.secret()));
    }

    /** Takes nothing more, waits for what is under way, then closes the connections. */
    public Future<Void> close() {
        return posts.close();
    }
}
