package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.PgLinks.Kind;
import dev.waymark.gateway.acks.PgLinks.Link;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.messages.PgReplies;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a token to the message behind it, its case and its addressee. Thread-safe. */
final class FollowLink {

    private final PgLinks links = new PgLinks();
    private final PgNotifications notifications;
    private final ReadSituations situations;
    private final PartnerDirectory partners;
    private final PgCases cases = new PgCases();
    private final PgReplies replies = new PgReplies();
    private final Clocks clocks;

    FollowLink(PgNotifications notifications, ReadSituations situations, PartnerDirectory partners, Clocks clocks) {
        this.notifications = notifications;
        this.situations = situations;
        this.partners = partners;
        this.clocks = clocks;
    }

    /**
     * What is behind a link.
     *
     * @param unplanned replies to the message that it shows, of which nothing came yet; none where it is only looked at
     */
    record Behind(
            Link link,
            Notification notification,
            Situation situation,
            Addressee addressee,
            boolean expired,
            Set<MessageId> unplanned) {}

    /** To look at. Empty: there is no such link, or nobody any more whom it was for. */
    Future<Optional<Behind>> look(SqlClient client, Kind kind, String token) {
        return follow(client, kind, token, false);
    }

    /**
     * The same, with the case as it stays and the notification's row locked until the transaction ends; nor is there another
     * reply to the message that it is about.
     */
    Future<Optional<Behind>> lock(SqlClient tx, Kind kind, String token) {
        return follow(tx, kind, token, true);
    }

    private Future<Optional<Behind>> follow(SqlClient client, Kind kind, String token, boolean lock) {
        return links.find(client, kind, token).compose(found -> found.map(link -> behind(client, link, lock))
                .orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Behind>> behind(SqlClient client, Link link, boolean lock) {
        // The case first, as whoever plans or forgets it locks it.
        Future<Optional<Notification>> read = lock
                ? cases.keep(client, link.caseId()).compose(kept -> notifications.lock(client, link.notification()))
                : notifications.find(client, link.notification());
        return read.compose(found -> found.map(notification -> (lock
                                ? replies(client, notification)
                                : Future.succeededFuture(Set.<MessageId>of()))
                        .compose(unplanned -> behind(client, link, notification, unplanned)))
                .orElse(Future.succeededFuture(Optional.empty())));
    }

    /** Those to be planned, before how the case stands is read: what is planned in between is seen there. */
    private Future<Set<MessageId>> replies(SqlClient tx, Notification notification) {
        MessageId message = MessageId.ofSubject(notification.milestone());
        return replies.hold(tx, notification.caseId(), message)
                .compose(held -> replies.unplanned(tx, notification.caseId(), message));
    }

    private Future<Optional<Behind>> behind(
            SqlClient client, Link link, Notification notification, Set<MessageId> unplanned) {
        return situations.now(client, List.of(link.caseId())).map(stand -> Optional.ofNullable(stand.get(link.caseId()))
                .flatMap(situation -> behind(link, notification, situation, unplanned)));
    }

    private Optional<Behind> behind(Link link, Notification message, Situation situation, Set<MessageId> unplanned) {
        boolean expired = !clocks.business().isBefore(link.expiresAt());
        return Addressee.of(message.recipient(), situation, partners::find)
                .map(addressee -> new Behind(link, message, situation, addressee, expired, unplanned));
    }
}
