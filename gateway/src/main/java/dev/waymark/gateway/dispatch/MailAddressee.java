package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.cases.PersonDetails;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.dispatch.OpenAddressees.Addressed;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.rendering.Audience;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Somebody to be written to by mail, in their own language and zone.
 *
 * @param certificate PEM, to encrypt to
 * @param smime {@code cbc} or {@code gcm}, where it was chosen for them
 */
record MailAddressee(
        Audience audience,
        String name,
        String address,
        String language,
        ZoneId zone,
        Optional<String> certificate,
        Optional<String> smime) {

    /** Empty: the partner has no such contact any more. */
    static Optional<MailAddressee> of(Addressed one) {
        Situation situation = one.outgoing().situation();
        Program program = situation.program();
        if (one.outgoing().notification().recipient() instanceof Recipient.OfContact contact) {
            return situation.contact(contact).flatMap(found -> found.email()
                    .map(address -> contact(found, address, program)));
        }
        PersonDetails details = one.requireDetails();
        return details.email()
                .map(address -> new MailAddressee(
                        Audience.PATIENT,
                        details.name(),
                        address,
                        one.requirePerson().language(),
                        one.requirePerson().timeZone().orElse(program.timeZone()),
                        details.certificate(),
                        details.smime()));
    }

    private static MailAddressee contact(Contact contact, String address, Program program) {
        return new MailAddressee(
                Audience.PARTNER,
                contact.name(),
                address,
                contact.language().orElse(program.language()),
                contact.timeZone().orElse(program.timeZone()),
                contact.certificate(),
                Optional.empty());
    }

    /** Prints nothing of them. */
    @Override
    public String toString() {
        return "MailAddressee[redacted]";
    }
}
