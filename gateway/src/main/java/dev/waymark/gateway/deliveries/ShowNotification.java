package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.PersonDetails;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Delivery;
import dev.waymark.gateway.outbox.Delivery.Tried;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgDeliveries;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;

/** Gathers what a message's page shows, opening no more than its reader may see. Thread-safe. */
public final class ShowNotification {

    private final PgDeliveries deliveries;
    private final PgPersons persons;
    private final PartnerDirectory partners;
    private final Sealing sealing;
    private final Clocks clocks;

    public ShowNotification(PgPersons persons, PartnerDirectory partners, Sealing sealing, Clocks clocks) {
        this.deliveries = new PgDeliveries(clocks);
        this.persons = persons;
        this.partners = partners;
        this.sealing = sealing;
        this.clocks = clocks;
    }

    /** Names and the far side's words included; each is audited in the transaction of {@code tx}. */
    Future<JsonObject> toManager(SqlClient tx, Reader reader, Notification notification, CareCase careCase) {
        return deliveries.of(tx, notification).compose(delivery -> recipient(tx, reader, notification)
                .compose(recipient -> words(tx, reader, delivery)
                        .map(words -> NotificationJson.of(notification, careCase, delivery, clocks.business())
                                .put("recipient", recipient)
                                .put("language", delivery.language().orElse(null))
                                .put("attempts", words))));
    }

    /** Codes alone: nothing of a person, nothing that the far side wrote. */
    Future<JsonObject> toOperator(SqlClient tx, Notification notification, CareCase careCase) {
        return deliveries.of(tx, notification).compose(delivery -> person(tx, notification)
                .map(person -> NotificationJson.of(notification, careCase, delivery, clocks.business())
                        .put("recipient", NotificationJson.recipient(notification.recipient(), person))
                        .put("attempts", NotificationJson.attempts(delivery))));
    }

    private Future<Optional<Person>> person(SqlClient tx, Notification notification) {
        if (!(notification.recipient() instanceof Recipient.OfPerson recipient)) {
            return Future.succeededFuture(Optional.empty());
        }
        return persons.ofCases(tx, List.of(notification.caseId()))
                .map(all -> all.getOrDefault(notification.caseId(), List.of()).stream()
                        .filter(person -> person.id().equals(recipient.person()))
                        .findFirst());
    }

    private Future<JsonObject> recipient(SqlClient tx, Reader reader, Notification notification) {
        return person(tx, notification).compose(person -> {
            JsonObject recipient = NotificationJson.recipient(notification.recipient(), person);
            if (notification.recipient() instanceof Recipient.OfPerson of) {
                return persons.open(tx, reader, person.stream().toList()).map(details -> recipient
                        .put("person", of.person().value())
                        .put(
                                "name",
                                details.stream()
                                        .findFirst()
                                        .map(PersonDetails::name)
                                        .orElse(null)));
            }
            if (notification.recipient() instanceof Recipient.OfContact of) {
                recipient.put("name", contact(of).map(Contact::name).orElse(null));
            }
            return Future.succeededFuture(recipient);
        });
    }

    private Optional<Contact> contact(Recipient.OfContact recipient) {
        return partners.find(recipient.partner())
                .map(partner -> partner.contacts())
                .filter(contacts -> contacts.size() > recipient.position())
                .map(contacts -> contacts.get(recipient.position()));
    }

    private Future<JsonArray> words(SqlClient tx, Reader reader, Delivery delivery) {
        List<Tried> spoken = delivery.attempts().stream()
                .filter(tried -> tried.words().isPresent())
                .toList();
        List<Sealed> sealed =
                spoken.stream().map(tried -> tried.words().orElseThrow()).toList();
        return sealing.open(tx, reader, sealed).map(opened -> {
            JsonArray attempts = NotificationJson.attempts(delivery);
            for (int i = 0; i < spoken.size(); i++) {
                Buffer words = opened.get(i);
                attempts.getJsonObject(spoken.get(i).n() - 1).put("words", words.toString());
            }
            return attempts;
        });
    }
}
