package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.Relation;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.journey.PeopleStop;
import dev.waymark.gateway.journey.Telling;
import dev.waymark.gateway.journey.Told;
import dev.waymark.gateway.journey.Via;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Decision;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.Reason;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Patients and caregivers: over each channel that they have an address for, one message or the reason why not. Nothing
 * without consent; texts in decent hours, else held. Pure.
 */
final class TellPeople {

    /** A text that is not out by then would be stale (protocol, section 7). */
    private static final Duration TEXT_LIFE = Duration.ofHours(24);

    private final Situation situation;
    private final RandomGenerator random;

    TellPeople(Situation situation, RandomGenerator random) {
        this.situation = situation;
        this.random = random;
    }

    List<PlannedMessage> of(MilestoneId milestone, Told told, Purpose purpose) {
        List<PlannedMessage> messages = new ArrayList<>();
        for (Person person : situation.people()) {
            if (person.removed()) {
                continue;
            }
            telling(told, person).ifPresent(telling -> {
                if (telling.channels().contains(Via.EMAIL)) {
                    person.emailHash().ifPresent(hash -> messages.add(mail(milestone, person, telling, purpose, hash)));
                }
                if (telling.channels().contains(Via.SMS)) {
                    person.smsHash().ifPresent(hash -> messages.add(text(milestone, person, telling, purpose, hash)));
                }
            });
        }
        return messages;
    }

    private static Optional<Telling> telling(Told told, Person person) {
        return person.relation() == Relation.PATIENT ? told.patient() : told.caregiver();
    }

    private PlannedMessage mail(
            MilestoneId milestone, Person person, Telling telling, Purpose purpose, Buffer address) {
        Decision decision = whyNot(person, person.emailConsent(), address)
                .or(() -> situation.bounced().contains(address)
                        ? Optional.of(new Decision.LeaveOut(Reason.BOUNCED))
                        : Optional.empty())
                .orElseGet(() -> new Decision.Send(situation.now(), Optional.empty(), Reason.DUE));
        return message(milestone, person, telling, purpose, ChannelKind.EMAIL, address, Lane.EMAIL, decision);
    }

    private PlannedMessage text(MilestoneId milestone, Person person, Telling telling, Purpose purpose, Buffer number) {
        Optional<String> provider = situation.textProvider();
        Decision decision = whyNot(person, person.smsConsent(), number)
                .or(() -> provider.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Decision.LeaveOut(Reason.NO_PROVIDER)))
                .orElseGet(() -> inDecentHours(person));
        Lane lane = Lane.sms(provider.orElse("none"));
        return message(milestone, person, telling, purpose, ChannelKind.SMS, number, lane, decision);
    }

    private Optional<Decision> whyNot(Person person, boolean consent, Buffer address) {
        Optional<PeopleStop> stop = situation.peopleStop();
        if (stop.isPresent()) {
            return Optional.of(new Decision.LeaveOut(Reason.of(stop.get().code())));
        }
        if (!person.mayBeTold()) {
            return Optional.of(new Decision.LeaveOut(Reason.NOT_AUTHORIZED));
        }
        if (!consent) {
            return Optional.of(new Decision.LeaveOut(Reason.NO_CONSENT));
        }
        return situation.optedOut().contains(address)
                ? Optional.of(new Decision.LeaveOut(Reason.OPTED_OUT))
                : Optional.empty();
    }

    // The person's own quiet hours are sealed: they are read when the text is about to go, and hold it further.
    private Decision inDecentHours(Person person) {
        Instant now = situation.now();
        Optional<Instant> giveUp = Optional.of(now.plus(TEXT_LIFE));
        TextHours hours =
                new TextHours(person.timeZone().orElse(situation.program().timeZone()), Optional.empty());
        Instant next = hours.held(now, random.nextLong());
        return next.equals(now)
                ? new Decision.Send(now, giveUp, Reason.DUE)
                : new Decision.Send(next, giveUp, Reason.QUIET_HOURS);
    }

    private static PlannedMessage message(
            MilestoneId milestone,
            Person person,
            Telling telling,
            Purpose purpose,
            ChannelKind channel,
            Buffer address,
            Lane lane,
            Decision decision) {
        return new PlannedMessage(
                milestone,
                Optional.empty(),
                purpose,
                new Recipient.OfPerson(person.id()),
                channel,
                telling.template(),
                Optional.empty(),
                Optional.of(address),
                lane,
                decision);
    }
}
