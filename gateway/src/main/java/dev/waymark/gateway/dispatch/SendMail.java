package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.email.MailEnvelope;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Content;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.OperatorAlert;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rendered mail ready to go: plain, or signed and encrypted to its reader. Thread-safe. */
final class SendMail {

    private static final Logger LOG = LoggerFactory.getLogger(SendMail.class);

    private final Sealing sealing;
    private final EmailChannel channel;
    private final SecureMail secureMail;

    SendMail(Sealing sealing, EmailChannel channel, SecureMail secureMail) {
        this.sealing = sealing;
        this.channel = channel;
        this.secureMail = secureMail;
    }

    /** What to tell operators, once for each reader and certificate, where a certificate cannot be used. */
    static Optional<OperatorAlert> unusable(Outgoing one, MailReader reader) {
        if (!(reader instanceof MailReader.Unusable unusable)) {
            return Optional.empty();
        }
        String recipient = recipient(one.notification());
        LOG.warn(
                "notification {} goes as a link: the certificate of {} is {}",
                one.notification().id(),
                recipient,
                unusable.code());
        return Optional.of(unusable.alert(recipient));
    }

    Prepared.Ready plain(Outgoing one, MailAddress to, RenderedMail mail, Map<String, String> headers) {
        MailEnvelope envelope = new MailEnvelope(
                one.notification().id().toString(), to, mail.subject(), mail.text(), Optional.empty(), headers);
        return ready(one, mail, ContentLevel.MINIMAL, false, () -> channel.send(envelope));
    }

    /** {@code plain} goes where it cannot be encrypted after all. */
    Prepared.Ready secure(
            Outgoing one,
            MailAddress to,
            RenderedMail mail,
            ContentLevel level,
            MailReader.Encrypted reader,
            Map<String, String> headers,
            Supplier<Prepared.Ready> plain) {
        Notification notification = one.notification();
        return ready(
                        one,
                        mail,
                        level,
                        true,
                        () -> secureMail.send(notification.id(), recipient(notification), to, mail, reader, headers))
                .orElse(plain);
    }

    /** Unlike partners and users, people are known by their case alone. */
    private static String recipient(Notification notification) {
        return notification.recipient() instanceof Recipient.OfPerson person
                ? notification.caseId() + "/" + person
                : notification.recipient().toString();
    }

    private Prepared.Ready ready(
            Outgoing one,
            RenderedMail mail,
            ContentLevel level,
            boolean encrypted,
            Supplier<Future<SendOutcome>> attempt) {
        return new Prepared.Ready(
                one.claimed(),
                sealing.seal(
                        one.key(),
                        Notification.renderedCell(one.notification().id()),
                        new JsonObject()
                                .put("subject", mail.subject())
                                .put("text", mail.text())
                                .toBuffer()),
                one.key(),
                new Content(Optional.of(mail.language()), level.word(), encrypted),
                attempt);
    }
}
