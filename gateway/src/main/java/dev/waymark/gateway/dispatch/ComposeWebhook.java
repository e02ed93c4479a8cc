package dev.waymark.gateway.dispatch;

import dev.waymark.channels.webhook.WebhookChannel;
import dev.waymark.channels.webhook.WebhookEnvelope;
import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.jose.EncryptBodies;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Partners' notifications, as CloudEvents to their webhooks. Address, secret and key to encrypt to are those of the
 * moment of each attempt, so a partner that changes its key loses nothing. Thread-safe.
 */
final class ComposeWebhook implements Compose {

    private static final Reader SEND = new Reader("gateway/dispatch", "send to partner");

    private final PgMilestones milestones;
    private final Sealing sealing;
    private final WebhookChannel channel;
    private final EncryptBodies encryptBodies;

    ComposeWebhook(PgMilestones milestones, Sealing sealing, WebhookChannel channel, EncryptBodies encryptBodies) {
        this.milestones = milestones;
        this.sealing = sealing;
        this.channel = channel;
        this.encryptBodies = encryptBodies;
    }

    @Override
    public Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going) {
        Set<RecordedMilestone> shown = new HashSet<>();
        for (Outgoing one : going) {
            if (PartnerEvent.showsNote(one.notification(), one.situation())) {
                shown.add(PartnerEvent.milestone(one.notification(), one.situation()));
            }
        }
        Future<Map<MilestoneId, MilestoneContent>> opened =
                shown.isEmpty() ? Future.succeededFuture(Map.of()) : milestones.open(tx, SEND, shown);
        return opened.map(
                contents -> going.stream().map(one -> ready(one, contents)).toList());
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
