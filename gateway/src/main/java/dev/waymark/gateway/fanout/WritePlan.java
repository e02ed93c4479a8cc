package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedAlert;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Decision;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.outbox.NewNotification;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.DataKey;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Turns plans into rows: ids and tokens are drawn here, what is personal is sealed. Thread-safe. */
public final class WritePlan {

    private static final Reader RAISE_ALERT = new Reader("gateway/fanout", "raise alert");

    private final PgOutbox outbox;
    private final WriteTasks tasks;
    private final PgMilestones milestones;
    private final PgMessages messages;
    private final PgPersons persons;
    private final Sealing sealing;
    private final Ids ids;
    private final RandomGenerator random;

    /** @param random cryptographically strong: links' tokens come from it */
    public WritePlan(
            PgOutbox outbox,
            PgTasks tasks,
            PgMilestones milestones,
            Sealing sealing,
            Ids ids,
            RandomGenerator random,
            Clocks clocks) {
        this.outbox = outbox;
        this.tasks = new WriteTasks(tasks, outbox, clocks);
        this.milestones = milestones;
        this.messages = new PgMessages(sealing);
        this.persons = new PgPersons(sealing);
        this.sealing = sealing;
        this.ids = ids;
        this.random = random;
    }

    /** A plan, and how the case stood when it was made. */
    public record Planned(Situation situation, FanoutPlan plan) {
        CaseId caseId() {
            return situation.careCase().id();
        }
    }

    /** Writes all of these, in the transaction that holds the locks of their cases. */
    public Future<Void> write(SqlClient tx, List<Planned> plans) {
        return tasks.write(tx, plans).compose(cancelledAtOnce -> keys(tx, plans)
                .compose(keys -> noted(tx, plans)
                        .compose(contents -> outbox.put(tx, notifications(plans, keys), alerts(plans, keys, contents))))
                .compose(written -> tasks.cancelRequests(tx, cancelledAtOnce)));
    }

    private Future<Map<Scope, DataKey>> keys(SqlClient tx, List<Planned> plans) {
        List<Scope> scopes = plans.stream()
                .filter(planned -> !planned.plan().messages().isEmpty()
                        || !planned.plan().alerts().isEmpty())
                .map(planned -> Scope.of(planned.caseId()))
                .distinct()
                .toList();
        return scopes.isEmpty() ? Future.succeededFuture(Map.of()) : sealing.keys(tx, scopes);
    }

    private static DataKey key(Map<Scope, DataKey> keys, CaseId caseId) {
        DataKey key = keys.get(Scope.of(caseId));
        if (key == null) {
            throw new IllegalStateException("no data key for case " + caseId);
        }
        return key;
    }

    /** What the senders wrote, for the alerts that show it. */
    private Future<Map<MilestoneId, MilestoneContent>> noted(SqlClient tx, List<Planned> plans) {
        OpenWords wanted = new OpenWords(milestones, messages);
        for (Planned planned : plans) {
            for (PlannedAlert alert : planned.plan().alerts()) {
                alert.milestone().filter(id -> alert.note()).ifPresent(id -> wanted.add(planned.situation(), id));
            }
        }
        return wanted.open(tx, RAISE_ALERT);
    }

    private List<NewNotification> notifications(List<Planned> plans, Map<Scope, DataKey> keys) {
        List<NewNotification> notifications = new ArrayList<>();
        for (Planned planned : plans) {
            for (PlannedMessage message : planned.plan().messages()) {
                notifications.add(notification(planned, message, keys));
            }
        }
        return notifications;
    }

    private NewNotification notification(Planned planned, PlannedMessage message, Map<Scope, DataKey> keys) {
        CaseId caseId = planned.caseId();
        NotificationId id = new NotificationId(ids.next());
        return new NewNotification(
                caseId,
                id,
                message.milestone(),
                message.task(),
                message.purpose(),
                message.recipient(),
                message.channel(),
                message.template(),
                message.partner(),
                message.addressHash().or(() -> contactsAddress(planned.situation(), message.recipient())),
                readsBehindLink(message)
                        ? Optional.of(link(Notification.tokenCell(id), key(keys, caseId)))
                        : Optional.empty(),
                isPeoplesMail(message)
                        ? Optional.of(link(Notification.unsubscribeTokenCell(id), key(keys, caseId)))
                        : Optional.empty(),
                message.lane(),
                language(planned.situation(), message.recipient()),
                message.decision());
    }

    private Optional<Buffer> contactsAddress(Situation situation, Recipient recipient) {
        return recipient instanceof Recipient.OfContact contact
                ? situation.contact(contact).flatMap(Contact::email).map(persons::emailHash)
                : Optional.empty();
    }

    /** Of whoever reads it; systems read none. */
    private static Optional<String> language(Situation situation, Recipient recipient) {
        if (recipient instanceof Recipient.OfPerson person) {
            return situation.person(person.person()).map(Person::language);
        }
        if (recipient instanceof Recipient.OfUser) {
            return Optional.of(situation.program().language());
        }
        return recipient instanceof Recipient.OfContact contact
                ? situation.contact(contact).map(found -> found.language()
                        .orElse(situation.program().language()))
                : Optional.empty();
    }

    /** People and contacts read behind a link; systems do not, and users read in the console. */
    private static boolean readsBehindLink(PlannedMessage message) {
        return message.decision() instanceof Decision.Send
                && (message.recipient() instanceof Recipient.OfPerson
                        || message.recipient() instanceof Recipient.OfContact);
    }

    private static boolean isPeoplesMail(PlannedMessage message) {
        return message.decision() instanceof Decision.Send
                && message.recipient() instanceof Recipient.OfPerson
                && message.channel() == ChannelKind.EMAIL;
    }

    private NewNotification.Link link(Cell cell, DataKey key) {
        String token = LinkTokens.next(random);
        Buffer plain = Buffer.buffer(token.getBytes(StandardCharsets.US_ASCII));
        return new NewNotification.Link(LinkTokens.hash(token), sealing.seal(key, cell, plain));
    }

    private List<NewAlert> alerts(
            List<Planned> plans, Map<Scope, DataKey> keys, Map<MilestoneId, MilestoneContent> contents) {
        List<NewAlert> alerts = new ArrayList<>();
        for (Planned planned : plans) {
            for (PlannedAlert alert : planned.plan().alerts()) {
                alerts.add(alert(planned, alert, keys, contents));
            }
        }
        return alerts;
    }

    private NewAlert alert(
            Planned planned,
            PlannedAlert alert,
            Map<Scope, DataKey> keys,
            Map<MilestoneId, MilestoneContent> contents) {
        AlertId id = new AlertId(ids.next());
        Optional<Buffer> words = alert.milestone()
                .filter(milestone -> alert.note())
                .flatMap(milestone -> Optional.ofNullable(contents.get(milestone)))
                .flatMap(MilestoneContent::note)
                .map(note -> sealing.seal(key(keys, planned.caseId()), NewAlert.wordsCell(id), Buffer.buffer(note)));
        return new NewAlert(
                planned.caseId(),
                id,
                planned.situation().careCase().ref().program(),
                alert.kind(),
                alert.about().value(),
                alert.severity(),
                alert.milestone(),
                Optional.empty(),
                alert.ackRequired(),
                alert.once(),
                words,
                alert.clock());
    }
}
