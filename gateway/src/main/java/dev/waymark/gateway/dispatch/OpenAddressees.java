package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.PersonDetails;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens what a message to a reader needs, many at once: who and where they are, and the link. Thread-safe. */
final class OpenAddressees {

    private final PgNotifications notifications;
    private final PgPersons persons;
    private final Sealing sealing;
    private final URI publicUrl;

    OpenAddressees(PgNotifications notifications, PgPersons persons, Sealing sealing, URI publicUrl) {
        this.notifications = notifications;
        this.persons = persons;
        this.sealing = sealing;
        this.publicUrl = publicUrl;
    }

    /**
     * One message with what was opened for it.
     *
     * @param details of the person; empty for a partner's contact
     * @param link the page where it is read
     * @param unsubscribe the page that ends such mail; of people's mail only
     */
    record Addressed(
            Outgoing outgoing,
            Optional<Person> person,
            Optional<PersonDetails> details,
            URI link,
            Optional<URI> unsubscribe) {

        Person requirePerson() {
            return person.orElseThrow(() -> new IllegalStateException("not a person's message"));
        }

        PersonDetails requireDetails() {
            return details.orElseThrow(() -> new IllegalStateException("not a person's message"));
        }
    }

    /** In the order given; audited in the transaction of {@code tx}. */
    Future<List<Addressed>> open(SqlClient tx, Reader reader, List<Outgoing> going) {
        List<Sealed> tokens = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        for (Outgoing one : going) {
            tokens.add(one.notification().token().orElseThrow());
            one.notification().unsubscribeToken().ifPresent(tokens::add);
            person(one).ifPresent(people::add);
        }
        return notifications
                .readdress(tx, addresses(going))
                .compose(done -> sealing.open(tx, reader, tokens))
                .compose(opened -> persons.open(tx, reader, people)
                        .map(details -> addressed(going, opened.iterator(), details.iterator())));
    }

    private Map<Notification, Buffer> addresses(List<Outgoing> going) {
        Map<Notification, Buffer> addresses = new HashMap<>();
        going.forEach(one -> address(one).ifPresent(address -> addresses.put(one.notification(), address)));
        return addresses;
    }

    private Optional<Buffer> address(Outgoing one) {
        if (one.notification().recipient() instanceof Recipient.OfContact contact) {
            return one.situation().contact(contact).flatMap(Contact::email).map(persons::emailHash);
        }
        return person(one)
                .flatMap(person ->
                        one.notification().channel() == ChannelKind.SMS ? person.smsHash() : person.emailHash());
    }

    private List<Addressed> addressed(List<Outgoing> going, Iterator<Buffer> tokens, Iterator<PersonDetails> details) {
        List<Addressed> addressed = new ArrayList<>(going.size());
        for (Outgoing one : going) {
            Optional<Person> person = person(one);
            addressed.add(new Addressed(
                    one,
                    person,
                    person.map(known -> details.next()),
                    page("/a/", tokens.next()),
                    one.notification().unsubscribeToken().map(token -> page("/u/", tokens.next()))));
        }
        return addressed;
    }

    private URI page(String path, Buffer token) {
        return URI.create(publicUrl + path + token);
    }

    private static Optional<Person> person(Outgoing one) {
        return one.notification().recipient() instanceof Recipient.OfPerson person
                ? one.situation().person(person.person())
                : Optional.empty();
    }
}
