package dev.waymark.channels.webhook;

import dev.waymark.channels.Envelope;
import dev.waymark.channels.Secret;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body to be posted to a partner's endpoint.
 *
 * @param id the {@code webhook-id}. Without a dot, which parts the fields of what is signed
 * @param url where to; judged by {@link Egress} at each attempt
 * @param contentType of {@code body}, whether that is encrypted or not
 * @param secret a {@code whsec_…} that adds a {@code v1} signature
 * @param encryption turns {@code body} into what is sent, and signed
 */
public record WebhookEnvelope(
        String id,
        URI url,
        String contentType,
        Buffer body,
        Optional<Secret> secret,
        Optional<BodyEncryption> encryption)
        implements Envelope {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+/-]+(; ?[a-z0-9-]+=[A-Za-z0-9.-]+)*");

    public WebhookEnvelope {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a webhook-id must match " + ID);
        }
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("a content type must match " + MEDIA_TYPE);
        }
        secret.ifPresent(StandardWebhooks::requireKey);
    }

    /** Sent as it is. */
    public WebhookEnvelope(String id, URI url, String contentType, Buffer body, Optional<Secret> secret) {
        this(id, url, contentType, body, secret, Optional.empty());
    }

    WebhookEnvelope encrypted(Buffer jwe) {
        return new WebhookEnvelope(id, url, BodyEncryption.MEDIA_TYPE, jwe, secret);
    }
}
