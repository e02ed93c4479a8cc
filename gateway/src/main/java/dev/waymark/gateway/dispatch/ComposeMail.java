package dev.waymark.gateway.dispatch;

import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.email.MailEnvelope;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.dispatch.OpenAddressees.Addressed;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Content;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.partners.Contact;
import dev.waymark.gateway.rendering.Audience;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mail to patients, caregivers and partners' contacts: no health information, a link. Thread-safe. */
final class ComposeMail implements Compose {

    private static final Reader SEND = new Reader("gateway/dispatch", "send mail");

    private final OpenAddressees addressees;
    private final Rendering rendering;
    private final Sealing sealing;
    private final EmailChannel channel;

    ComposeMail(OpenAddressees addressees, Rendering rendering, Sealing sealing, EmailChannel channel) {
        this.addressees = addressees;
        this.rendering = rendering;
        this.sealing = sealing;
        this.channel = channel;
    }

    @Override
    public Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going) {
        return addressees
                .open(tx, SEND, going)
                .map(opened -> opened.stream().map(this::prepared).toList());
    }

    private Prepared prepared(Addressed one) {
        return addressee(one)
                .map(addressee -> ready(one, addressee))
                .orElseGet(() ->
                        Prepare.settled(one.outgoing(), Conclusion.Ended.unsent("left-out", Reason.WITHDRAWN.code())));
    }

    /** Somebody to be written to, in their own language and zone. */
    private record Addressee(Audience audience, String name, String address, String language, ZoneId zone) {}

    /** Empty: the partner has no such contact any more. */
    private static Optional<Addressee> addressee(Addressed one) {
        Situation situation = one.outgoing().situation();
        Program program = situation.program();
        if (one.outgoing().notification().recipient() instanceof Recipient.OfContact contact) {
            return situation
                    .partner(contact.partner())
                    .map(partner -> partner.contacts())
                    .filter(contacts -> contacts.size() > contact.position())
                    .map(contacts -> contacts.get(contact.position()))
                    .flatMap(found -> found.email().map(address -> contact(found, address, program)));
        }
        return one.requireDetails()
                .email()
                .map(address -> new Addressee(
                        Audience.PATIENT,
                        one.requireDetails().name(),
                        address,
                        one.requirePerson().language(),
                        one.requirePerson().timeZone().orElse(program.timeZone())));
    }

    private static Addressee contact(Contact contact, String address, Program program) {
        return new Addressee(
                Audience.PARTNER,
                contact.name(),
                address,
                contact.language().orElse(program.language()),
                contact.timeZone().orElse(program.timeZone()));
    }

    private Prepared ready(Addressed one, Addressee addressee) {
        Outgoing outgoing = one.outgoing();
        Notification notification = outgoing.notification();
        Situation situation = outgoing.situation();
        Program program = situation.program();
        RenderedMail mail = rendering.mail(
                addressee.audience(),
                notification.template(),
                addressee.language(),
                program.language(),
                RenderingContext.from(program.publicName(), program.phone(), addressee.zone())
                        .link(one.link())
                        .unsubscribeLink(one.unsubscribe())
                        .dueAt(notification
                                .task()
                                .flatMap(situation::task)
                                .map((Task task) -> task.dueAt(situation.now())))
                        .build());
        MailEnvelope envelope = new MailEnvelope(
                notification.id().toString(),
                new MailAddress(Optional.of(addressee.name()), addressee.address()),
                mail.subject(),
                mail.text(),
                Optional.empty(),
                unsubscribeHeaders(one));
        return new Prepared.Ready(
                outgoing.claimed(),
                sealing.seal(
                        outgoing.key(),
                        Notification.renderedCell(notification.id()),
                        new JsonObject()
                                .put("subject", mail.subject())
                                .put("text", mail.text())
                                .toBuffer()),
                outgoing.key(),
                new Content(Optional.of(mail.language()), ContentLevel.MINIMAL.word(), false),
                () -> channel.send(envelope));
    }

    /** RFC 8058, which is for https only. */
    private static Map<String, String> unsubscribeHeaders(Addressed one) {
        return one.unsubscribe()
                .filter(page -> "https".equals(page.getScheme()))
                .map(page -> Map.of(
                        "List-Unsubscribe", "<" + page + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
                .orElse(Map.of());
    }
}
