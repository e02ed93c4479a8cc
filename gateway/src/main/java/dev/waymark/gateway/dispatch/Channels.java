package dev.waymark.gateway.dispatch;

import dev.waymark.channels.Channel;
import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.sms.TextEnvelope;
import dev.waymark.channels.webhook.WebhookChannel;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ways out, made once: {@code texts} by the provider's name. */
public record Channels(WebhookChannel webhook, EmailChannel email, Map<String, Channel<TextEnvelope>> texts) {

    public Channels {
        texts = Map.copyOf(texts);
    }

    /** Closes all; what is in flight ends first. */
    public Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>(List.of(webhook.close(), email.close()));
        texts.values().forEach(text -> closing.add(text.close()));
        return Future.join(closing).mapEmpty();
    }
}
