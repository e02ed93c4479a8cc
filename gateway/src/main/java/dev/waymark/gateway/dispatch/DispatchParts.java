package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.cases.Bounces;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.jose.EncryptBodies;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.outbox.ClaimDue;
import dev.waymark.gateway.outbox.DeliveryFailed;
import dev.waymark.gateway.outbox.PgConclusions;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.MessageContexts;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.smime.ProtectMail;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What the loop that sends is made of. */
public record DispatchParts(
        Vertx vertx,
        Database database,
        Clocks clocks,
        UUID run,
        Sealing sealing,
        Ids ids,
        SecureRandom random,
        ReadSituations situations,
        PgOutbox outbox,
        PgNotifications notifications,
        PgMilestones milestones,
        PgPersons persons,
        PgTasks tasks,
        Users users,
        CaseAccess access,
        Rendering rendering,
        Channels channels,
        EncryptBodies encryptBodies,
        ProtectMail protectMail,
        MessageContexts contexts,
        URI publicUrl,
        TextLimits textLimits) {

    /** Longer than any attempt takes: mail has 45 s. */
    private static final Duration LEASE = Duration.ofSeconds(90);

    public Dispatcher dispatcher() {
        OpenAddressees addressees = new OpenAddressees(notifications, persons, sealing, publicUrl);
        PgOperatorAlerts alerts = new PgOperatorAlerts(clocks);
        SendMail sendMail = sendMail(alerts);
        Compose compose = Compose.byChannel(Map.of(
                ChannelKind.WEBHOOK, new ComposeWebhook(milestones, sealing, channels.webhook(), encryptBodies),
                ChannelKind.EMAIL, Compose.byReader(usersMail(alerts, sendMail), mail(addressees, alerts, sendMail)),
                ChannelKind.SMS, new ComposeText(addressees, rendering, sealing, channels.texts())));
        Prepare prepare = new Prepare(database, clocks, notifications, situations, textLimits, sealing, compose);
        Consequences consequences =
                new Consequences(tasks, new OptOuts(), new Bounces(), new DeliveryFailed(outbox, ids));
        Conclude conclude = new Conclude(vertx, database, new PgConclusions(clocks, random), consequences, clocks);
        Sending sending = new Sending(prepare, conclude, new Verdicts(clocks, sealing, random), clocks);
        return new Dispatcher(vertx, new ClaimDue(database, clocks, LEASE, run), sending);
    }

    private SendMail sendMail(PgOperatorAlerts alerts) {
        return new SendMail(
                sealing,
                channels.email(),
                new SecureMail(vertx, protectMail, channels.email(), clocks, database, alerts));
    }

    private ComposeUsersMail usersMail(PgOperatorAlerts alerts, SendMail sendMail) {
        return new ComposeUsersMail(users, access, alerts, rendering, sealing, sendMail, publicUrl);
    }

    private ComposeMail mail(OpenAddressees addressees, PgOperatorAlerts alerts, SendMail sendMail) {
        return new ComposeMail(addressees, milestones, alerts, rendering, contexts, sealing, sendMail);
    }
}
