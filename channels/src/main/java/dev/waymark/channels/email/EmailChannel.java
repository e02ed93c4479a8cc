package dev.waymark.channels.email;

import dev.waymark.channels.Channel;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Slots;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Mail through one relay. Replies 5xx are refusals, 4xx and what the network did are deferred; the Message-ID is the
 * same on every attempt. Safe to call from any thread.
 */
public final class EmailChannel implements Channel<MailEnvelope> {

    private final Vertx vertx;
    private final EmailSettings settings;
    private final InstantSource clock;
    private final Slots slots;
    private final MailClient client;

    /** {@code clock} writes the Date of each mail. */
    public EmailChannel(Vertx vertx, EmailSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.slots = new Slots(settings.atOnce(), settings.waiting());
        MailConfig config = config(settings);
        this.client = MailClient.create(vertx, config);
        // The client sets this itself where it was left unset, and loses it where it was not.
        if (!config.isTrustAll()
                && config.getStarttls() != StartTLSOptions.DISABLED
                && !"HTTPS".equals(config.getHostnameVerificationAlgorithm())) {
            throw new IllegalStateException("the mail client does not check the relay's name");
        }
    }

    @Override
    public Future<SendOutcome> send(MailEnvelope envelope) {
        MailMessage mail = MailOnTheWire.write(envelope, settings.from(), clock.instant());
        Promise<SendOutcome> outcome = ((VertxInternal) vertx).promise();
        AtomicBoolean over = new AtomicBoolean();
        long timer = vertx.setTimer(settings.timeout().toMillis(), late -> {
            over.set(true);
            outcome.tryComplete(SmtpOutcome.deferred("time-out", false));
        });
        slots.take().compose(slot -> post(mail, slot, over)).onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                outcome.tryComplete(new SendOutcome.Accepted("smtp-250", Optional.empty()));
                return;
            }
            SmtpOutcome.of(result.cause()).ifPresentOrElse(outcome::tryComplete, () -> outcome.tryFail(result.cause()));
        });
        return outcome.future();
    }

    @Override
    public Future<Void> close() {
        return slots.close().compose(empty -> client.close());
    }

    private Future<MailResult> post(MailMessage mail, Slots.Slot slot, AtomicBoolean over) {
        if (over.get()) {
            slot.giveBack();
            return Future.failedFuture(new TimeoutException("its time was over while it waited"));
        }
        // The client has no end for a mail whose connection is cut while the relay does not read: the idle time-out
        // has cut it by then, so its slot is free again.
        long limit = vertx.setTimer(settings.timeout().plus(settings.idle()).toMillis(), stuck -> slot.giveBack());
        return client.sendMail(mail).onComplete(ended -> {
            vertx.cancelTimer(limit);
            slot.giveBack();
        });
    }

    private static MailConfig config(EmailSettings settings) {
        MailConfig config = new MailConfig(settings.host(), settings.port())
                .setMaxPoolSize(settings.atOnce())
                .setConnectTimeout((int) settings.idle().toMillis())
                .setIdleTimeout((int) settings.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxMailsPerConnection(100)
                .setAllowRcptErrors(false)
                .setLogin(settings.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(password -> config.setPassword(password.reveal()));
        settings.trust().ifPresent(config::setTrustOptions);
        if (settings.tlsFirst()) {
            return config.setSsl(true).setStarttls(StartTLSOptions.REQUIRED);
        }
        return switch (settings.startTls()) {
            case REQUIRED -> config.setStarttls(StartTLSOptions.REQUIRED);
            case OPTIONAL -> config.setStarttls(StartTLSOptions.OPTIONAL).setTrustAll(true);
            case OFF -> config.setStarttls(StartTLSOptions.DISABLED);
        };
    }
}
