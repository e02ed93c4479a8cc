package dev.waymark.channels.webhook;

import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds on posting.
 *
 * @param timeout for a whole attempt: waiting, name, connection, answer (protocol, section 6: 15 s)
 * @param perEndpoint connections to one endpoint; twice as many more may wait for one
 * @param atOnce attempts under way in all
 * @param waiting attempts that wait for one of these
 * @param trust who is believed under TLS, where it is not the Java runtime's own list
 */
public record WebhookSettings(
        Duration timeout, int perEndpoint, int atOnce, int waiting, Optional<TrustOptions> trust) {

    public static WebhookSettings defaults() {
        return new WebhookSettings(Duration.ofSeconds(15), 8, 1024, 1024, Optional.empty());
    }

    public WebhookSettings withTimeout(Duration other) {
        return new WebhookSettings(other, perEndpoint, atOnce, waiting, trust);
    }

    public WebhookSettings withTrust(TrustOptions other) {
        return new WebhookSettings(timeout, perEndpoint, atOnce, waiting, Optional.of(other));
    }
}
