package dev.waymark.gateway;

import dev.waymark.channels.sms.TextSettings;
import java.util.Map;
import java.util.Optional;

/** The text-message providers by name, and which of them sends; without any, no texts are sent. */
public record SmsSettings(Optional<String> defaultProvider, Map<String, TextSettings> providers) {

    public SmsSettings {
        providers = Map.copyOf(providers);
    }

    /** The provider that sends. */
    public Optional<TextSettings> sending() {
        return defaultProvider.map(providers::get);
    }
}
