package dev.waymark.gateway.partners;

import dev.waymark.channels.SendOutcome;
import io.vertx.core.Future;

/** Makes one attempt at a partner's webhook that carries no news, so that an administrator sees what comes of it. */
@FunctionalInterface
public interface WebhookTest {

    /** One attempt, outside every lane and schedule; never fails because of the far side. */
    Future<SendOutcome> attempt(Partner partner, Webhook webhook);
}
