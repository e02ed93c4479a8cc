package dev.waymark.channels.sms;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import java.net.URI;

/**
 * A provider of kind {@code generic} (protocol, section 7).
 *
 * @param url where messages are posted to
 * @param secret {@code whsec_…}, signs both ways
 * @param statusCallback {@code <publicUrl>/v1/sms/<provider>/status}
 */
public record TextSettings(URI url, Secret secret, URI statusCallback) {

    public TextSettings {
        if (!StandardWebhooks.isKey(secret)) {
            throw new IllegalArgumentException("a provider's secret is whsec_ and the base64 of 24 to 64 bytes");
        }
    }
}
