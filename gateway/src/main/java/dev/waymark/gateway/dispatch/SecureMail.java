package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.channels.email.MailEnvelope;
import dev.waymark.channels.email.MimeText;
import dev.waymark.channels.email.ReadyPart;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.OperatorAlert;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.smime.NotProtected;
import dev.waymark.gateway.smime.ProtectMail;
import dev.waymark.gateway.smime.ProtectMail.Protected;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail that its reader alone can open: signed, encrypted, on a worker thread, anew at each attempt. Where that
 * cannot be, operators are told, once for each reader and certificate. Thread-safe.
 */
final class SecureMail {

    private static final Logger LOG = LoggerFactory.getLogger(SecureMail.class);

    private static final OperatorAlert OWN_KEY =
            new OperatorAlert("mail-key-unusable", "email", "not-signed", "mail-key/not-signed");

    private final Vertx vertx;
    private final ProtectMail protect;
    private final EmailChannel channel;
    private final Clocks clocks;
    private final Database database;
    private final PgOperatorAlerts alerts;

    SecureMail(
            Vertx vertx,
            ProtectMail protect,
            EmailChannel channel,
            Clocks clocks,
            Database database,
            PgOperatorAlerts alerts) {
        this.database = database;
        this.alerts = alerts;
        this.vertx = vertx;
        this.protect = protect;
        this.channel = channel;
        this.clocks = clocks;
    }

    /**
     * Outside stand the subject and {@code headers}; the text is inside. Fails with {@link NotProtected}, once operators
     * are told.
     *
     * @param recipient an id
     */
    Future<SendOutcome> send(
            NotificationId id,
            String recipient,
            MailAddress to,
            RenderedMail mail,
            MailReader.Encrypted reader,
            Map<String, String> headers) {
        return vertx.executeBlocking(
                        () -> protect.protect(
                                MimeText.entity(mail.text()), reader.certificate(), reader.format(), clocks.steady()),
                        false)
                .recover(failure -> told(failure, id, recipient, reader))
                .compose(made -> channel.send(MailEnvelope.of(id.toString(), to, mail.subject(), part(made), headers)));
    }

    private Future<Protected> told(
            Throwable failure, NotificationId id, String recipient, MailReader.Encrypted reader) {
        if (!(failure instanceof NotProtected unprotected)) {
            return Future.failedFuture(failure);
        }
        LOG.warn("notification {} goes as a link: {}", id, failure.getMessage(), failure.getCause());
        OperatorAlert alert = unprotected.isOwn() ? OWN_KEY : reader.doesNotWork(recipient);
        return alerts.raise(database.client(), List.of(alert)).compose(raised -> Future.failedFuture(failure));
    }

    private static ReadyPart part(Protected made) {
        return new ReadyPart(made.contentType(), made.lines());
    }
}
