package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.fanout.TextHours;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications.Overtaken;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.tasks.Task;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a message is still true at the moment of sending; where not, what becomes of it. What was answered, cancelled,
 * corrected, withdrawn or opted out of meanwhile is not sent. Pure.
 */
final class Recheck {

    private Recheck() {}

    /** Empty: it goes. */
    static Optional<Conclusion.Next> of(
            Claimed claimed, Notification notification, Situation situation, Overtaken overtaken) {
        if (claimed.isPoison()) {
            return Optional.of(ended("dead", Reason.POISON));
        }
        if (notification.acknowledgedAt().isPresent() || overtaken.readElsewhere()) {
            return leftOut(Reason.ACKNOWLEDGED);
        }
        if (notification.cancelledAt().isPresent()) {
            return leftOut(Reason.CANCELLED);
        }
        if (isCorrected(notification, situation)) {
            return leftOut(Reason.CORRECTED);
        }
        Recipient recipient = notification.recipient();
        if (recipient instanceof Recipient.OfPerson person) {
            return person(claimed, person, situation, overtaken);
        }
        if (recipient instanceof Recipient.OfUser) {
            return answered(notification, situation);
        }
        return partner(notification, situation);
    }

    /** The milestone was replaced by one that says something else. The same news under a new number goes on. */
    private static boolean isCorrected(Notification notification, Situation situation) {
        Optional<TimelineEntry> entry = situation.entry(notification.milestone());
        return entry.flatMap(TimelineEntry::replacedBy)
                .flatMap(situation::entry)
                .filter(newer -> !newer.code().equals(entry.get().code()))
                .isPresent();
    }

    private static Optional<Conclusion.Next> partner(Notification notification, Situation situation) {
        PartnerId id = notification.partner().orElseThrow();
        Partner partner = situation.partners().get(id);
        if (partner == null || partner.disabled()) {
            return leftOut(Reason.WITHDRAWN);
        }
        if (notification.channel() == ChannelKind.WEBHOOK && partner.webhook().isEmpty()) {
            return Optional.of(ended("kept", Reason.NO_WEBHOOK));
        }
        if (notification.recipient() instanceof Recipient.OfContact contact
                && situation.unreachable().contains(contact)) {
            return leftOut(Reason.BOUNCED);
        }
        return answered(notification, situation);
    }

    /** What asks, reminds or escalates, of a task that needs no answer any more. */
    private static Optional<Conclusion.Next> answered(Notification notification, Situation situation) {
        Purpose purpose = notification.purpose();
        boolean asks = purpose.kind().equals(Purpose.REQUESTED.kind()) || purpose.followsUp();
        boolean reopened = notification.reason().equals(Reason.REOPENED.code());
        return notification
                .task()
                .filter(task -> asks)
                .flatMap(situation::task)
                .filter(task -> reopened ? isOver(task) : isOver(task) || task.isAnswered())
                .flatMap(task -> leftOut(Reason.ANSWERED));
    }

    /** Nothing is asked, and on hold nothing is reminded. */
    private static boolean isOver(Task task) {
        return !task.isOpen() || task.heldSince().isPresent();
    }

    private static Optional<Conclusion.Next> person(
            Claimed claimed, Recipient.OfPerson recipient, Situation situation, Overtaken overtaken) {
        Optional<Person> found = situation.person(recipient.person());
        if (found.isEmpty() || found.get().removed()) {
            return leftOut(Reason.WITHDRAWN);
        }
        Person person = found.get();
        if (situation.peopleStop().isPresent()) {
            return leftOut(Reason.of(situation.peopleStop().get().code()));
        }
        if (!person.mayBeTold()) {
            return leftOut(Reason.NOT_AUTHORIZED);
        }
        boolean text = claimed.channel() == ChannelKind.SMS;
        if (!(text ? person.smsConsent() : person.emailConsent())) {
            return leftOut(Reason.NO_CONSENT);
        }
        if ((text ? person.smsHash() : person.emailHash())
                .filter(hash -> !situation.optedOut().contains(hash))
                .isEmpty()) {
            return leftOut(Reason.OPTED_OUT);
        }
        if (text) {
            return text(claimed, person, situation, overtaken);
        }
        return person.emailHash().filter(situation.bounced()::contains).flatMap(bounced -> leftOut(Reason.BOUNCED));
    }

    private static Optional<Conclusion.Next> text(
            Claimed claimed, Person person, Situation situation, Overtaken overtaken) {
        Instant now = situation.now();
        if (overtaken.superseded()) {
            return leftOut(Reason.SUPERSEDED);
        }
        if (claimed.giveUpAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return leftOut(Reason.STALE);
        }
        return decentHours(
                claimed.id(),
                new TextHours(person.timeZone().orElse(situation.program().timeZone()), Optional.empty()),
                now);
    }

    /** Held until texts may go again, each a while of its own after that; empty: they may. */
    static Optional<Conclusion.Next> decentHours(NotificationId id, TextHours hours, Instant now) {
        long draw = id.value().getLeastSignificantBits();
        return hours.allow(now)
                ? Optional.empty()
                : Optional.of(new Conclusion.Held(hours.held(now, draw), Reason.QUIET_HOURS));
    }

    private static Optional<Conclusion.Next> leftOut(Reason reason) {
        return Optional.of(ended("left-out", reason));
    }

    private static Conclusion.Ended ended(String state, Reason reason) {
        return Conclusion.Ended.unsent(state, reason.code());
    }
}
