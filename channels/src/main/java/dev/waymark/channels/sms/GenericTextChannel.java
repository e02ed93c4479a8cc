package dev.waymark.channels.sms;

import dev.waymark.channels.Channel;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Words;
import dev.waymark.channels.webhook.BodyEncryption;
import dev.waymark.channels.webhook.SignedPosts;
import dev.waymark.channels.webhook.WebhookEnvelope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Text messages through a provider of kind {@code generic}: JSON posted and signed as webhooks are (protocol, section 7).
 * Safe to call from any thread.
 */
public final class GenericTextChannel implements Channel<TextEnvelope> {

    private final GenericTextSettings settings;
    private final SignedPosts posts;
    private final Optional<BodyEncryption> encryption;

    /** Closes {@code posts} with itself. */
    public GenericTextChannel(GenericTextSettings settings, SignedPosts posts) {
        this(settings, posts, Optional.empty());
    }

    /** {@code encryption}: to the key that the provider gave. */
    public GenericTextChannel(GenericTextSettings settings, SignedPosts posts, Optional<BodyEncryption> encryption) {
        this.settings = settings;
        this.posts = posts;
        this.encryption = encryption;
    }

    @Override
    public Future<SendOutcome> send(TextEnvelope envelope) {
        JsonObject body = new JsonObject()
                .put("id", envelope.id())
                .put("to", envelope.to())
                .put("text", envelope.text())
                .put("statusCallback", settings.statusCallback().toString());
        WebhookEnvelope post = new WebhookEnvelope(
                envelope.id(),
                settings.url(),
                "application/json",
                body.toBuffer(),
                Optional.of(settings.secret()),
                encryption);
        return posts.send(post, GenericTextChannel::farId).map(AboutAccount::putOff);
    }

    @Override
    public Future<Void> close() {
        return posts.close();
    }

    /** The provider may answer {@code {"id": "…"}}; an answer of any other form is no less an acceptance. */
    private static Optional<String> farId(Buffer answer) {
        try {
            return Json.decodeValue(answer) instanceof JsonObject object && object.getValue("id") instanceof String id
                    ? Words.of(id)
                    : Optional.empty();
        } catch (DecodeException notJson) {
            return Optional.empty();
        }
    }
}
