package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.journey.PeopleStop;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.partners.Partner;
import io.vertx.core.buffer.Buffer;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who a message went to, as the case has them now. */
sealed interface Addressee {

    /** BCP 47. */
    String language();

    ZoneId zone();

    /** Whether they may still read what they were sent. */
    boolean mayRead();

    /** Whether they still have this number or mail address, given by its keyed hash. */
    boolean has(Buffer address, Function<String, Buffer> mailHash);

    /** A patient or caregiver. */
    record OfPerson(Person person, Program program, Optional<PeopleStop> stop) implements Addressee {
        @Override
        public String language() {
            return person.language();
        }

        @Override
        public ZoneId zone() {
            return person.timeZone().orElse(program.timeZone());
        }

        /** Who withdraws consent may read what came before; nobody is shown what comes next after a death. */
        @Override
        public boolean mayRead() {
            return person.mayBeTold()
                    && stop.filter(why -> why == PeopleStop.DECEASED).isEmpty();
        }

        @Override
        public boolean has(Buffer address, Function<String, Buffer> mailHash) {
            return Stream.of(person.emailHash(), person.smsHash())
                    .flatMap(Optional::stream)
                    .anyMatch(address::equals);
        }
    }

    /**
     * A contact of a partner.
     *
     * @param onCase whether the partner is on the case now
     */
    record OfContact(Partner partner, Contact contact, Program program, boolean onCase) implements Addressee {
        @Override
        public String language() {
            return contact.language().orElse(program.language());
        }

        @Override
        public ZoneId zone() {
            return contact.timeZone().orElse(program.timeZone());
        }

        @Override
        public boolean mayRead() {
            return onCase && !partner.disabled();
        }

        @Override
        public boolean has(Buffer address, Function<String, Buffer> mailHash) {
            return contact.email().map(mailHash).filter(address::equals).isPresent();
        }
    }

    /** Empty: nobody of the case, the partner is off it, or has no such contact any more. */
    static Optional<Addressee> of(Recipient recipient, Situation situation) {
        return of(recipient, situation, situation::partner);
    }

    /** As {@link #of(Recipient, Situation)}, with the contacts of any partner that {@code partners} knows. */
    static Optional<Addressee> of(
            Recipient recipient, Situation situation, Function<PartnerId, Optional<Partner>> partners) {
        if (recipient instanceof Recipient.OfPerson of) {
            return situation
                    .person(of.person())
                    .map(person -> new OfPerson(person, situation.program(), situation.peopleStop()));
        }
        if (recipient instanceof Recipient.OfContact of) {
            return partners.apply(of.partner())
                    .filter(partner -> partner.contacts().size() > of.position())
                    .map(partner -> new OfContact(
                            partner,
                            partner.contacts().get(of.position()),
                            situation.program(),
                            situation.careCase().lists(partner.id())));
        }
        return Optional.empty();
    }
}
