package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.outbox.PgNotifications.Overtaken;
import dev.waymark.gateway.outbox.PgSentLately;
import dev.waymark.gateway.outbox.PgSentLately.Lately;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.DataKey;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads again how things stand, decides whether each claimed message still goes, and renders those that do: many in one
 * transaction, which holds the audit of what was opened for it. Thread-safe.
 */
final class Prepare {

    private final Database database;
    private final Clocks clocks;
    private final PgNotifications notifications;
    private final PgSentLately sentLately = new PgSentLately();
    private final ReadSituations situations;
    private final TextLimits textLimits;
    private final Sealing sealing;
    private final Compose compose;

    Prepare(
            Database database,
            Clocks clocks,
            PgNotifications notifications,
            ReadSituations situations,
            TextLimits textLimits,
            Sealing sealing,
            Compose compose) {
        this.database = database;
        this.clocks = clocks;
        this.notifications = notifications;
        this.situations = situations;
        this.textLimits = textLimits;
        this.sealing = sealing;
        this.compose = compose;
    }

    /** One for each, in order. */
    Future<List<Prepared>> prepare(List<Claimed> claimed) {
        return database.transaction(tx -> read(tx, claimed)
                .compose(going -> textsSent(tx, going.values()).compose(sent -> prepare(tx, claimed, going, sent))));
    }

    /** All that was read for one message. */
    record Outgoing(
            Claimed claimed, Notification notification, Situation situation, Overtaken overtaken, DataKey key) {}

    /** Without those of cases that were forgotten meanwhile: these have no key. */
    private Future<Map<NotificationId, Outgoing>> read(SqlClient tx, List<Claimed> claimed) {
        Set<NotificationId> ids = claimed.stream().map(Claimed::id).collect(Collectors.toSet());
        Set<CaseId> cases = claimed.stream().map(Claimed::caseId).collect(Collectors.toSet());
        Future<List<Notification>> rows = notifications.byIds(tx, ids);
        Future<Map<NotificationId, Overtaken>> overtaken = notifications.overtaken(tx, ids);
        Future<Map<CaseId, Situation>> stand = situations.now(tx, cases);
        Future<Map<Scope, DataKey>> keys =
                sealing.keys(tx, cases.stream().map(Scope::of).toList());
        return Future.all(rows, overtaken, stand, keys).map(all -> {
            Map<NotificationId, Notification> byId = new HashMap<>();
            rows.result().forEach(row -> byId.put(row.id(), row));
            Map<NotificationId, Outgoing> outgoing = new HashMap<>();
            for (Claimed one : claimed) {
                DataKey key = keys.result().get(Scope.of(one.caseId()));
                if (key != null) {
                    outgoing.put(
                            one.id(),
                            new Outgoing(
                                    one,
                                    there(byId.get(one.id()), one),
                                    there(stand.result().get(one.caseId()), one),
                                    overtaken.result().getOrDefault(one.id(), Overtaken.NOT),
                                    key));
                }
            }
            return outgoing;
        });
    }

    /** To the numbers that they go to now: one may be another since the text was made. */
    private Future<Map<NotificationId, Lately>> textsSent(SqlClient tx, Collection<Outgoing> outgoing) {
        Map<Notification, Buffer> numbers = new HashMap<>();
        outgoing.stream().filter(one -> recheck(one).isEmpty()).forEach(one -> number(one)
                .ifPresent(hash -> numbers.put(one.notification(), hash)));
        if (numbers.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        List<NotificationId> texts =
                numbers.keySet().stream().map(Notification::id).toList();
        return notifications
                .readdress(tx, numbers)
                .compose(done -> sentLately.of(tx, texts, clocks.business(), clocks.steady()));
    }

    private static Optional<Conclusion.Next> recheck(Outgoing one) {
        return Recheck.of(one.claimed(), one.notification(), one.situation(), one.overtaken());
    }

    private static Optional<Buffer> number(Outgoing one) {
        return one.claimed().channel() == ChannelKind.SMS
                        && one.notification().recipient() instanceof Recipient.OfPerson person
                ? one.situation().person(person.person()).flatMap(Person::smsHash)
                : Optional.empty();
    }

    private Optional<Conclusion.Next> held(Outgoing one, Map<NotificationId, Lately> textsSent) {
        return Optional.ofNullable(textsSent.get(one.claimed().id()))
                .flatMap(lately -> textLimits.heldUntil(lately, one.situation().now()))
                .map(until -> new Conclusion.Held(until, Reason.TEXT_LIMIT));
    }

    private static <T> T there(@Nullable T part, Claimed one) {
        if (part == null) {
            throw new IllegalStateException("notification " + one.id() + " has an outbox row and lacks a part");
        }
        return part;
    }

    private Future<List<Prepared>> prepare(
            SqlClient tx,
            List<Claimed> claimed,
            Map<NotificationId, Outgoing> outgoing,
            Map<NotificationId, Lately> textsSent) {
        Map<NotificationId, Prepared> prepared = new HashMap<>();
        List<Outgoing> going = new ArrayList<>();
        outgoing.values().forEach(one -> {
            Optional<Conclusion.Next> next = recheck(one).or(() -> held(one, textsSent));
            next.ifPresentOrElse(
                    settled -> prepared.put(one.claimed().id(), settled(one, settled)), () -> going.add(one));
        });
        return compose.compose(tx, going).map(composed -> {
            composed.forEach(one -> prepared.put(one.claimed().id(), one));
            return claimed.stream()
                    .map(one -> outgoing.containsKey(one.id()) ? there(prepared.get(one.id()), one) : forgotten(one))
                    .toList();
        });
    }

    static Prepared settled(Outgoing one, Conclusion.Next next) {
        return new Prepared.Settled(Conclusion.without(one.claimed(), next));
    }

    private static Prepared forgotten(Claimed one) {
        return new Prepared.Settled(
                Conclusion.without(one, Conclusion.Ended.unsent("left-out", Reason.FORGOTTEN.code())));
    }
}
