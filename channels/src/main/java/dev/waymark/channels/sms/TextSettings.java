package dev.waymark.channels.sms;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * A provider of kind {@code generic} (protocol, section 7).
 *
 * @param url where messages are posted to
 * @param secret {@code whsec_…}, signs both ways
 * @param statusCallback {@code <publicUrl>/v1/sms/<provider>/status}
 * @param encryptTo the provider's public JWK, where bodies are encrypted to it
 */
public record TextSettings(URI url, Secret secret, URI statusCallback, Optional<JsonObject> encryptTo) {

    public TextSettings {
        if (!StandardWebhooks.isKey(secret)) {
            throw new IllegalArgumentException("a provider's secret is whsec_ and the base64 of 24 to 64 bytes");
        }
    }

    /** Bodies are sent as they are. */
    public TextSettings(URI url, Secret secret, URI statusCallback) {
        this(url, secret, statusCallback, Optional.empty());
    }
}
