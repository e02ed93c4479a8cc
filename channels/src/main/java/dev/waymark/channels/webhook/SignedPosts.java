package dev.waymark.channels.webhook;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Slots;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signed posts, each within its time-out and all within their bounds; what webhooks and text messages share. Safe to
 * call from any thread.
 */
public final class SignedPosts {

    private final Vertx vertx;
    private final WebhookSettings settings;
    private final Egress egress;
    private final Signer signer;
    private final InstantSource steady;
    private final Slots slots;
    private final HttpClient client;

    public SignedPosts(Vertx vertx, WebhookSettings settings, Egress egress, Signer signer, InstantSource steady) {
        this.vertx = vertx;
        this.settings = settings;
        this.egress = egress;
        this.signer = signer;
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

    /** One attempt, encrypted first where the envelope says so. {@code farId} finds the far side's own id in the body of an answer 2xx. */
    public Future<SendOutcome> send(WebhookEnvelope envelope, Function<Buffer, Optional<String>> farId) {
        if (envelope.encryption().isPresent()) {
            return envelope.encryption()
                    .get()
                    .encrypt(envelope.contentType(), envelope.body())
                    .compose(jwe -> send(envelope.encrypted(jwe), farId));
        }
        return new PostAttempt(vertx, settings, egress, signer, steady, slots, client, envelope, farId).run();
    }

    /** Takes nothing more, waits for what is under way, then closes the connections. */
    public Future<Void> close() {
        return slots.close().compose(empty -> client.close());
    }
}
