package dev.waymark.gateway;

import dev.waymark.channels.Channel;
import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.sms.GenericTextChannel;
import dev.waymark.channels.sms.TextEnvelope;
import dev.waymark.channels.sms.TwilioTextChannel;
import dev.waymark.channels.webhook.BoundedGets;
import dev.waymark.channels.webhook.Egress;
import dev.waymark.channels.webhook.Names;
import dev.waymark.channels.webhook.Posts;
import dev.waymark.channels.webhook.SignedPosts;
import dev.waymark.channels.webhook.Signer;
import dev.waymark.channels.webhook.WebhookChannel;
import dev.waymark.channels.webhook.WebhookSettings;
import dev.waymark.gateway.acks.Acknowledge;
import dev.waymark.gateway.acks.ForgetCallbacks;
import dev.waymark.gateway.acks.LinkCodes;
import dev.waymark.gateway.alerts.AlertFeed;
import dev.waymark.gateway.alerts.AlertLimits;
import dev.waymark.gateway.alerts.SocketKeys;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.console.DeskHandler;
import dev.waymark.gateway.console.HandoversHandler;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.dispatch.Channels;
import dev.waymark.gateway.dispatch.DispatchParts;
import dev.waymark.gateway.dispatch.Dispatcher;
import dev.waymark.gateway.fanout.FanOut;
import dev.waymark.gateway.fanout.MoveStandings;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.WritePlan;
import dev.waymark.gateway.followup.FollowUp;
import dev.waymark.gateway.identity.PasswordChecks;
import dev.waymark.gateway.identity.Sessions;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.intake.Intake;
import dev.waymark.gateway.intake.IntakeSettings;
import dev.waymark.gateway.jose.EncryptBodies;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.jose.JweCipher;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.messages.TakeMessage;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.ops.WakeUps;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.outbox.TakeBackLost;
import dev.waymark.gateway.partners.FetchKeys;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.partners.PartnersFile;
import dev.waymark.gateway.partners.PublishedKeys;
import dev.waymark.gateway.partners.WatchPartners;
import dev.waymark.gateway.pg.Presence;
import dev.waymark.gateway.rendering.MessageContexts;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.Templates;
import dev.waymark.gateway.rendering.WatchTemplates;
import dev.waymark.gateway.sealing.KeyFingerprints;
import dev.waymark.gateway.signing.PgSeenRequests;
import dev.waymark.gateway.signing.RememberedAnswers;
import dev.waymark.gateway.signing.TurnKeys;
import dev.waymark.gateway.smime.ProtectMail;
import dev.waymark.gateway.tasks.DeliverOffered;
import dev.waymark.gateway.tasks.PgTasks;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Every feature's parts, made once, in the order in which data flows. The routes and the loops are made of these. */
final class Features {

    private static final Duration TEMPLATES_POLL = Duration.ofSeconds(1);

    final WakeUps wakeUps;
    final PartnerDirectory partners = new PartnerDirectory();
    final PartnersFile partnersFile;
    final WatchPartners watchPartners;
    final BoundedGets gets;
    final PublishedKeys publishedKeys;
    final TurnKeys turnKeys;
    final Users users;
    final PasswordChecks passwords;
    final Sessions sessions;
    final PgSeenRequests seenRequests;
    final RememberedAnswers rememberedAnswers;
    final AtomicReference<Journey> journey;
    final Programs programs;
    final AtomicReference<Templates> templates;
    final WatchTemplates watchTemplates;
    final Rendering rendering;

    final Intake intake;

    final PgCases cases = new PgCases();
    final PgMilestones milestones;
    final PgPersons persons;
    final OptOuts optOuts = new OptOuts();
    final PgTasks tasks;
    final PgMessages messages;
    final TakeMessage takeMessage;

    final PgOutbox outbox;
    final PgNotifications notifications = new PgNotifications();
    final ReadSituations situations;
    final FanOut fanOut;
    final FollowUp followUp;
    final EncryptBodies encryptBodies;
    final Channels channels;
    final Dispatcher dispatcher;
    final Acknowledge acknowledge;
    final LinkCodes linkCodes;
    final ForgetCallbacks forgetCallbacks;
    final UUID run;
    final Presence presence;
    final TakeBackLost takeBackLost;
    final DeliverOffered deliverOffered;
    final AlertFeed alerts;
    final SocketKeys socketKeys;
    final DeskHandler desks;
    final HandoversHandler handovers;

    Features(Vertx vertx, Foundation on, Configuration configuration, Outside outside, Metrics metrics) {
        WaymarkSettings settings = configuration.settings();
        wakeUps = new WakeUps(vertx);

        partnersFile = new PartnersFile(on.database, on.sealing, on.clocks);
        watchPartners =
                new WatchPartners(vertx, on.database, on.database.connectOptions(), on.sealing, on.crypto, partners);
        gets = new BoundedGets(
                vertx,
                WebhookSettings.defaults(),
                Egress.guarded(Names.of(vertx), settings.egress().allowList()));
        publishedKeys = new PublishedKeys(vertx, partners, new FetchKeys(gets, on.crypto), on.clocks);
        turnKeys = new TurnKeys(vertx, new KeyFingerprints(on.database), on.keys, on.clocks);
        users = new Users(configuration.users());
        passwords = new PasswordChecks(vertx);
        sessions = new Sessions(
                users, on.database, passwords, on.clocks, outside.random(), settings.sessions(), id -> partners.find(id)
                        .filter(partner -> !partner.disabled())
                        .isPresent());
        seenRequests = new PgSeenRequests(on.database);
        rememberedAnswers = new RememberedAnswers(on.database, seenRequests, on.sealing, on.clocks);
        journey = new AtomicReference<>(configuration.journey());
        programs = new Programs(configuration.programs());
        templates = new AtomicReference<>(configuration.templates());
        watchTemplates = new WatchTemplates(
                vertx,
                settings.templates(),
                () -> TemplateFacts.now(settings.publicUrl(), programs, partners),
                templates,
                metrics,
                TEMPLATES_POLL);
        rendering = new Rendering(templates::get);

        intake = new Intake(
                on.database,
                on.sealing,
                on.clocks,
                outside.ids(),
                () -> wakeUps.wake(Topic.FANOUT),
                IntakeSettings.DEFAULTS);

        milestones = new PgMilestones(on.sealing);
        persons = new PgPersons(on.sealing);
        tasks = new PgTasks(partners::calendar);
        messages = new PgMessages(on.sealing);
        takeMessage = new TakeMessage(
                messages,
                id -> partners.find(id).filter(partner -> !partner.disabled()).isPresent(),
                on.sealing,
                outside.ids(),
                on.clocks);
        outbox = new PgOutbox(on.clocks);
        situations = new ReadSituations(
                cases,
                milestones,
                messages,
                tasks,
                persons,
                optOuts,
                partners,
                programs,
                journey::get,
                program -> program.textProvider().or(settings.sms()::defaultProvider),
                on.clocks);
        fanOut = new FanOut(
                on.database,
                situations,
                outbox,
                tasks,
                milestones,
                on.sealing,
                outside.ids(),
                outside.random(),
                on.clocks);

        followUp = new FollowUp(
                on.database,
                situations,
                tasks,
                new WritePlan(outbox, tasks, milestones, on.sealing, outside.ids(), outside.random(), on.clocks),
                new MoveStandings(outbox, outside.ids()),
                users,
                on.clocks,
                metrics);

        encryptBodies = new EncryptBodies(vertx, new JweCipher(on.crypto, outside.random()));
        channels = channels(vertx, on, settings, encryptBodies);
        run = outside.ids().next();
        dispatcher = new DispatchParts(
                        vertx,
                        on.database,
                        on.clocks,
                        run,
                        on.sealing,
                        outside.ids(),
                        outside.random(),
                        situations,
                        outbox,
                        notifications,
                        milestones,
                        persons,
                        tasks,
                        users,
                        new CaseAccess(programs),
                        rendering,
                        channels,
                        encryptBodies,
                        new ProtectMail(
                                on.mailKeys.current(),
                                CryptoProviders.bouncyCastle().provider(),
                                outside.random()),
                        new MessageContexts(partners),
                        settings.publicUrl(),
                        settings.limits().texts())
                .dispatcher();
        presence = new Presence(vertx, on.database.connectOptions(), run);
        takeBackLost = new TakeBackLost(on.database, on.clocks, run);
        deliverOffered = new DeliverOffered(on.database, tasks, on.clocks, run);
        acknowledge = new Acknowledge(notifications, tasks, on.sealing, on.clocks);
        forgetCallbacks = new ForgetCallbacks(settings.sms().providers(), on.clocks);
        linkCodes = new LinkCodes(
                persons, optOuts, channels.texts(), rendering, on.sealing, outside.ids(), outside.random(), on.clocks);
        alerts = new AlertFeed(
                vertx,
                on.database,
                on.sealing,
                on.clocks,
                new CaseAccess(programs),
                sessions,
                partners,
                programs,
                rendering,
                wakeUps,
                AlertLimits.STANDARD);
        socketKeys = new SocketKeys(vertx, on.crypto, on.keys, outside.random());
        desks = new DeskHandler(on.database, new CaseAccess(programs), on.clocks);
        handovers = new HandoversHandler(on.database, new CaseAccess(programs), users, outside.ids(), on.clocks);
    }

    private static Channels channels(
            Vertx vertx, Foundation on, WaymarkSettings settings, EncryptBodies encryptBodies) {
        Signer signer = message -> on.keys.sign(message).stream()
                .map(signature -> signature.signature().getBytes())
                .toList();
        Egress guarded = Egress.guarded(Names.of(vertx), settings.egress().allowList());
        WebhookSettings bounds = WebhookSettings.defaults();
        Map<String, Channel<TextEnvelope>> texts = new HashMap<>();
        settings.sms()
                .providers()
                .forEach((name, provider) -> texts.put(
                        name,
                        provider.fold(
                                generic -> new GenericTextChannel(
                                        generic,
                                        new SignedPosts(vertx, bounds, Egress.direct(), signer, on.clocks::steady),
                                        generic.encryptTo()
                                                .map(EncryptionKey::parse)
                                                .map(encryptBodies::to)),
                                twilio -> new TwilioTextChannel(
                                        twilio, new Posts(vertx, bounds, Egress.direct(), on.clocks::steady)))));
        return new Channels(
                new WebhookChannel(vertx, bounds, guarded, signer, on.clocks::steady),
                new EmailChannel(vertx, settings.email(), on.clocks::steady),
                texts);
    }
}
