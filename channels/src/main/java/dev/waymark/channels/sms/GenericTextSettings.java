package dev.waymark.channels.sms;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * A provider of kind {@code generic} (protocol, section 7).
 *
 * @param url where messages are posted to
 * @param secret {@code whsec_…}, signs both ways
 * @param statusCallback {@code <publicUrl>/v1/sms/<provider>/status}
 * @param encryptTo the provider's public JWK, where bodies are encrypted to it
 */
public record GenericTextSettings(URI url, Secret secret, URI statusCallback, Optional<JsonObject> encryptTo)
        implements TextSettings {

    public GenericTextSettings {
        if (!StandardWebhooks.isKey(secret)) {
            throw new IllegalArgumentException("a provider's secret is whsec_ and the base64 of 24 to 64 bytes");
        }
    }

    /** Bodies are sent as they are. */
    public GenericTextSettings(URI url, Secret secret, URI statusCallback) {
        this(url, secret, statusCallback, Optional.empty());
    }

    @Override
    public <T> T fold(Function<GenericTextSettings, T> generic, Function<TwilioTextSettings, T> twilio) {
        return generic.apply(this);
    }
}
