package dev.waymark.gateway.dispatch;

import dev.waymark.channels.webhook.WebhookChannel;
import dev.waymark.channels.webhook.WebhookEnvelope;
import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.fanout.OpenWords;
import dev.waymark.gateway.jose.EncryptBodies;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.outbox.Content;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.Webhook;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.PartnerEvent;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Partners' notifications, as CloudEvents to their webhooks. Address, secret and key to encrypt to are those of the
 * moment of each attempt, so a partner that changes its key loses nothing. Thread-safe.
 */
final class ComposeWebhook implements Compose {

    private static final Reader SEND = new Reader("gateway/dispatch", "send to partner");

    private final PgMilestones milestones;
    private final PgMessages messages;
    private final Sealing sealing;
    private final WebhookChannel channel;
    private final EncryptBodies encryptBodies;

    ComposeWebhook(PgMilestones milestones, Sealing sealing, WebhookChannel channel, EncryptBodies encryptBodies) {
        this.milestones = milestones;
        this.messages = new PgMessages(sealing);
        this.sealing = sealing;
        this.channel = channel;
        this.encryptBodies = encryptBodies;
    }

    @Override
    public Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going) {
        OpenWords words = new OpenWords(milestones, messages);
        for (Outgoing one : going) {
            if (PartnerEvent.showsNote(one.notification(), one.situation())) {
                words.add(one.situation(), one.notification().milestone());
            }
        }
        return words.open(tx, SEND)
                .map(contents -> going.stream().map(one -> ready(one, contents)).toList());
    }

    private Prepared ready(Outgoing one, Map<MilestoneId, MilestoneContent> contents) {
        Notification notification = one.notification();
        Optional<MilestoneContent> content = Optional.ofNullable(contents.get(notification.milestone()))
                .filter(some -> PartnerEvent.showsNote(notification, one.situation()));
        Buffer body =
                PartnerEvent.cloudEvent(notification, one.situation(), content).toBuffer();
        Webhook webhook = one.situation()
                .partner(notification.partner().orElseThrow())
                .flatMap(Partner::webhook)
                .orElseThrow();
        WebhookEnvelope envelope = new WebhookEnvelope(
                notification.id().toString(),
                webhook.url(),
                PartnerEvent.MEDIA_TYPE,
                body,
                webhook.secret(),
                webhook.encryptTo().map(encryptBodies::to));
        return new Prepared.Ready(
                one.claimed(),
                sealing.seal(one.key(), Notification.renderedCell(notification.id()), body),
                one.key(),
                new Content(
                        Optional.empty(),
                        ContentLevel.FULL.word(),
                        webhook.encryptTo().isPresent()),
                Optional.of(webhook.url()),
                () -> channel.send(envelope));
    }
}
