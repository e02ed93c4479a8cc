package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.email.MailEnvelope;
import dev.waymark.channels.email.MimeText;
import dev.waymark.channels.email.ReadyPart;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.smime.ProtectMail;
import dev.waymark.gateway.smime.ProtectMail.Protected;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** Sends mail that its reader alone can open: signed, encrypted, on a worker thread, anew at each attempt. Thread-safe. */
final class SecureMail {

    private final Vertx vertx;
    private final ProtectMail protect;
    private final EmailChannel channel;
    private final Clocks clocks;

    SecureMail(Vertx vertx, ProtectMail protect, EmailChannel channel, Clocks clocks) {
        this.vertx = vertx;
        this.protect = protect;
        this.channel = channel;
        this.clocks = clocks;
    }

    /** Outside stand the subject and {@code headers}; the text is inside. */
    Future<SendOutcome> send(
            NotificationId id,
            MailAddress to,
            RenderedMail mail,
            MailReader.Encrypted reader,
            Map<String, String> headers) {
        return vertx.executeBlocking(
                        () -> protect.protect(
                                MimeText.entity(mail.text()), reader.certificate(), reader.format(), clocks.steady()),
                        false)
                .compose(made -> channel.send(MailEnvelope.of(id.toString(), to, mail.subject(), part(made), headers)));
    }

    private static ReadyPart part(Protected made) {
        return new ReadyPart(made.contentType(), made.lines());
    }
}
