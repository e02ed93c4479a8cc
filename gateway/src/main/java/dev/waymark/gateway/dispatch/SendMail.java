package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.email.MailEnvelope;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.outbox.Content;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes rendered mail ready to go: plain, or signed and encrypted to its reader. Thread-safe. */
final class SendMail {

    private final Sealing sealing;
    private final EmailChannel channel;
    private final SecureMail secureMail;

    SendMail(Sealing sealing, EmailChannel channel, SecureMail secureMail) {
        this.sealing = sealing;
        this.channel = channel;
        this.secureMail = secureMail;
    }

    Prepared.Ready plain(Outgoing one, MailAddress to, RenderedMail mail) {
        MailEnvelope envelope = new MailEnvelope(
                one.notification().id().toString(), to, mail.subject(), mail.text(), Optional.empty(), Map.of());
        return ready(one, mail, ContentLevel.MINIMAL, false, () -> channel.send(envelope));
    }

    /** {@code plain} goes where it cannot be encrypted after all. */
    Prepared.Ready secure(
            Outgoing one,
            MailAddress to,
            RenderedMail mail,
            MailReader.Encrypted reader,
            Supplier<Prepared.Ready> plain) {
        Notification notification = one.notification();
        return ready(
                        one,
                        mail,
                        ContentLevel.FULL,
                        true,
                        () -> secureMail.send(
                                notification.id(), notification.recipient().toString(), to, mail, reader, Map.of()))
                .orElse(plain);
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
