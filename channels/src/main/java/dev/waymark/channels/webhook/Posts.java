package dev.waymark.channels.webhook;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Slots;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.InstantSource;

/**
 * Posts, each within its time-out and all within their bounds; what everything that speaks HTTP to far sides shares.
 * Safe to call from any thread.
 */
public final class Posts {

    private final Vertx vertx;
    private final WebhookSettings settings;
    private final Egress egress;
    private final InstantSource steady;
    private final Slots slots;
    private final HttpClient client;

    public Posts(Vertx vertx, WebhookSettings settings, Egress egress, InstantSource steady) {
        this.vertx = vertx;
        this.settings = settings;
        this.egress = egress;
        this.steady = steady;
        this.slots = new Slots(settings.atOnce(), settings.waiting());
        HttpClientOptions options = new HttpClientOptions()
                .setVerifyHost(true)
                .setConnectTimeout((int) settings.timeout().toMillis())
                .setKeepAliveTimeout(20);
        settings.trust().ifPresent(options::setTrustOptions);
        this.client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions()
                        .setHttp1MaxSize(settings.perEndpoint())
                        // The pool counts connections that are being made among what waits.
                        .setMaxWaitQueueSize(3 * settings.perEndpoint()))
                // Whom it concerns is told by the attempt; without a handler each is logged as an error of ours.
                .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
                .build();
    }

    /** One attempt. */
    public Future<SendOutcome> send(Post post) {
        return new PostAttempt(vertx, settings, egress, steady, slots, client, post).run();
    }

    /** Takes nothing more, waits for what is under way, then closes the connections. */
    public Future<Void> close() {
        return slots.close().compose(empty -> client.close());
    }
}
