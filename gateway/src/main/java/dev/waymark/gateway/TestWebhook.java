package dev.waymark.gateway;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.webhook.WebhookChannel;
import dev.waymark.channels.webhook.WebhookEnvelope;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.jose.EncryptBodies;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.Webhook;
import dev.waymark.gateway.partners.WebhookTest;
import dev.waymark.gateway.rendering.PartnerEvent;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** An event of type {@code waymark.webhook.test} without news, sent as the real ones are. */
final class TestWebhook implements WebhookTest {

    private final WebhookChannel channel;
    private final EncryptBodies encryptBodies;
    private final Ids ids;
    private final Clocks clocks;

    TestWebhook(WebhookChannel channel, EncryptBodies encryptBodies, Ids ids, Clocks clocks) {
        this.channel = channel;
        this.encryptBodies = encryptBodies;
        this.ids = ids;
        this.clocks = clocks;
    }

    @Override
    public Future<SendOutcome> attempt(Partner partner, Webhook webhook) {
        String id = ids.next().toString();
        JsonObject event = new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/waymark")
                .put("type", "waymark.webhook.test")
                .put("time", Times.write(clocks.business()))
                .put("datacontenttype", "application/json")
                .put("data", new JsonObject().put("to", partner.id().value()));
        return channel.send(new WebhookEnvelope(
                id,
                webhook.url(),
                PartnerEvent.MEDIA_TYPE,
                event.toBuffer(),
                webhook.secret(),
                webhook.encryptTo().map(encryptBodies::to)));
    }
}
