package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.PgLinks.Kind;
import dev.waymark.gateway.acks.PgLinks.Link;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;

/** From a token to the message behind it, its case and its addressee. Thread-safe. */
final class FollowLink {

    private final PgLinks links = new PgLinks();
    private final PgNotifications notifications;
    private final ReadSituations situations;
    private final PartnerDirectory partners;
    private final PgCases cases = new PgCases();
    private final Clocks clocks;

    FollowLink(PgNotifications notifications, ReadSituations situations, PartnerDirectory partners, Clocks clocks) {
        this.notifications = notifications;
        this.situations = situations;
        this.partners = partners;
        this.clocks = clocks;
    }

    /** What is behind a link. */
    record Behind(Link link, Notification notification, Situation situation, Addressee addressee, boolean expired) {}

    /** To look at. Empty: there is no such link, or nobody any more whom it was for. */
    Future<Optional<Behind>> look(SqlClient client, Kind kind, String token) {
        return follow(client, kind, token, false);
    }

    /** The same, with the case as it stays and the notification's row locked until the transaction ends. */
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
        return read.compose(notification -> situations
                .now(client, List.of(link.caseId()))
                .map(stand -> notification.flatMap(
                        message -> behind(link, message, Optional.ofNullable(stand.get(link.caseId()))))));
    }

    private Optional<Behind> behind(Link link, Notification message, Optional<Situation> stand) {
        boolean expired = !clocks.business().isBefore(link.expiresAt());
        return stand.flatMap(situation -> Addressee.of(message.recipient(), situation, partners::find)
                .map(addressee -> new Behind(link, message, situation, addressee, expired)));
    }
}
