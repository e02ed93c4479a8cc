package dev.waymark.channels.webhook;

import dev.waymark.channels.Channel;
import dev.waymark.channels.SendOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Posts to partners' endpoints (protocol, section 6): 2xx accepted; 410 closed; 408, 425, 429, 5xx and what the network
 * did deferred; everything else refused. Redirects are not followed. Safe to call from any thread.
 */
public final class WebhookChannel implements Channel<WebhookEnvelope> {

    private final SignedPosts posts;

    /** {@code steady}: the clock of {@code webhook-timestamp} and of dates in {@code Retry-After}. */
    public WebhookChannel(Vertx vertx, WebhookSettings settings, Egress egress, Signer signer, InstantSource steady) {
        this.posts = new SignedPosts(vertx, settings, egress, signer, steady);
    }

    @Override
    public Future<SendOutcome> send(WebhookEnvelope envelope) {
        return posts.send(envelope, answer -> Optional.empty());
    }

    @Override
    public Future<Void> close() {
        return posts.close();
    }
}
