package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.PersonDetails;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens what a message to a reader needs, many at once: who and where they are, and the link. Thread-safe. */
final class OpenAddressees {

    private final PgPersons persons;
    private final Sealing sealing;
    private final URI publicUrl;

    OpenAddressees(PgPersons persons, Sealing sealing, URI publicUrl) {
        this.persons = persons;
        this.sealing = sealing;
        this.publicUrl = publicUrl;
    }

    /**
     * One message with what was opened for it.
     *
     * @param details of the person; empty for a partner's contact
     */
    record Addressed(Outgoing outgoing, Optional<Person> person, Optional<PersonDetails> details, URI link) {

        Person requirePerson() {
            return person.orElseThrow(() -> new IllegalStateException("not a person's message"));
        }

        PersonDetails requireDetails() {
            return details.orElseThrow(() -> new IllegalStateException("not a person's message"));
        }
    }

    /** In the order given; audited in the transaction of {@code tx}. */
    Future<List<Addressed>> open(SqlClient tx, Reader reader, List<Outgoing> going) {
        List<Sealed> tokens = going.stream()
                .map(one -> one.notification().token().orElseThrow())
                .toList();
        List<Person> people =
                going.stream().flatMap(one -> person(one).stream()).toList();
        return sealing.open(tx, reader, tokens)
                .compose(links -> persons.open(tx, reader, people).map(details -> {
                    Map<NotificationId, PersonDetails> opened = new HashMap<>();
                    int next = 0;
                    List<Addressed> addressed = new ArrayList<>();
                    for (int i = 0; i < going.size(); i++) {
                        Outgoing one = going.get(i);
                        Optional<Person> person = person(one);
                        if (person.isPresent()) {
                            opened.put(one.notification().id(), details.get(next++));
                        }
                        addressed.add(new Addressed(
                                one,
                                person,
                                Optional.ofNullable(
                                        opened.get(one.notification().id())),
                                URI.create(publicUrl + "/a/" + links.get(i))));
                    }
                    return addressed;
                }));
    }

    private static Optional<Person> person(Outgoing one) {
        return one.notification().recipient() instanceof Recipient.OfPerson person
                ? one.situation().person(person.person())
                : Optional.empty();
    }
}
