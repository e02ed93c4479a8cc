package dev.waymark.gateway;

import dev.waymark.gateway.acks.AcknowledgmentHandler;
import dev.waymark.gateway.acks.InboxEntries;
import dev.waymark.gateway.acks.InboxHandler;
import dev.waymark.gateway.acks.LinkHandler;
import dev.waymark.gateway.acks.TextCallbacksHandler;
import dev.waymark.gateway.acks.UnsubscribeHandler;
import dev.waymark.gateway.alerts.AlertsHandler;
import dev.waymark.gateway.alerts.OperatorAlertsHandler;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseReading;
import dev.waymark.gateway.cases.CasesHandler;
import dev.waymark.gateway.cases.EnrolHandler;
import dev.waymark.gateway.cases.ForgetHandler;
import dev.waymark.gateway.cases.ReadCases;
import dev.waymark.gateway.cases.TimelineHandler;
import dev.waymark.gateway.cases.TrackerHandler;
import dev.waymark.gateway.console.BoardHandler;
import dev.waymark.gateway.console.ConsoleHandler;
import dev.waymark.gateway.console.ConsoleSession;
import dev.waymark.gateway.deliveries.DeadLettersHandler;
import dev.waymark.gateway.deliveries.NotificationHandler;
import dev.waymark.gateway.deliveries.ShowNotification;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.identity.PeopleHandler;
import dev.waymark.gateway.identity.SessionsHandler;
import dev.waymark.gateway.intake.MilestonesHandler;
import dev.waymark.gateway.messages.MessagesHandler;
import dev.waymark.gateway.messages.TakeMessage;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.ops.DocsHandler;
import dev.waymark.gateway.ops.Health;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.ops.Operators;
import dev.waymark.gateway.ops.OpsHandler;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.outbox.PgBacklog;
import dev.waymark.gateway.outbox.PgLanes;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.partners.AdminPartnersHandler;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.responsiveness.MeasureAccess;
import dev.waymark.gateway.responsiveness.ResponsivenessHandler;
import dev.waymark.gateway.sealing.MasterKeyHandler;
import dev.waymark.gateway.signing.AdminKeysHandler;
import dev.waymark.gateway.signing.JwksHandler;
import dev.waymark.gateway.signing.SignatureHandler;
import dev.waymark.gateway.signing.WhoAmIHandler;
import dev.waymark.gateway.tasks.TaskStatusHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Mounts every route. */
final class Routes {

    private Routes() {}

    static void mount(
            Vertx vertx,
            Router router,
            Features features,
            Foundation on,
            WaymarkSettings settings,
            Outside outside,
            Metrics metrics,
            WorkerExecutor workers,
            Runnable wakeMasterKey) {
        PeopleHandler people = new PeopleHandler(features.sessions, settings.publicUrl());
        RateLimits limits = new RateLimits(
                on.clocks,
                settings.limits().requestsPerSecond(),
                settings.limits().burst());
        Authentication auth = new Authentications(
                new SignatureHandler(
                        settings.publicUrl(),
                        features.publishedKeys,
                        on.crypto,
                        limits,
                        features.seenRequests,
                        on.clocks,
                        workers,
                        on.keys),
                people);

        // First, since routes are tried in the order in which they are mounted, and this is the one that is called
        // most.
        new MilestonesHandler(
                        partner -> features.partners
                                .find(partner)
                                .map(Partner::programs)
                                .orElse(Set.of()),
                        features.journey::get,
                        on.sealing,
                        on.clocks,
                        limits,
                        features.intake)
                .mount(router, auth);
        new OpsHandler(
                        health(on, features),
                        metrics,
                        new Operators(settings.http(), context -> isOperator(people, context)),
                        settings.http().metricsOpen())
                .mount(router);
        new WhoAmIHandler(
                        partner -> features.partners
                                .find(partner)
                                .map(found -> new WhoAmIHandler.Standing(found.programs(), found.roles()))
                                .orElse(new WhoAmIHandler.Standing(Set.of(), Set.of())),
                        on.clocks)
                .mount(router, auth);
        new AdminPartnersHandler(
                        on.database,
                        on.sealing,
                        on.crypto,
                        on.clocks,
                        features.partners,
                        features.watchPartners,
                        new TestWebhook(features.channels.webhook(), features.encryptBodies, outside.ids(), on.clocks))
                .mount(router, auth);
        new MasterKeyHandler(on.rotateMasterKey, wakeMasterKey).mount(router, auth);
        new OperatorAlertsHandler(on.database, new PgOperatorAlerts(on.clocks)).mount(router, auth);
        new JwksHandler(on.keys, on.mailKeys).mount(router);
        new AdminKeysHandler(on.keys, features.turnKeys, on.clocks).mount(router, auth);
        new SessionsHandler(
                        features.sessions,
                        settings.sessions(),
                        settings.publicUrl(),
                        settings.http().behindProxy())
                .mount(router, auth);
        mountCases(router, auth, features, on, outside);
        mountNotifications(router, auth, features, on);
        mountMessages(router, auth, features, on, outside);
        new AlertsHandler(features.alerts, features.socketKeys, features.sessions).mount(router, auth);
        mountConsole(router, auth, features, on, settings);
        new AcknowledgmentHandler(on.database, features.notifications, features.acknowledge, on.sealing)
                .mount(router, auth);
        mountLinks(router, features, on);
        mountTextCallbacks(router, features, on, settings, outside);
        new TaskStatusHandler(features.rememberedAnswers, features.tasks, on.sealing, on.clocks).mount(router, auth);
        new ResponsivenessHandler(
                        vertx,
                        on.database,
                        features.deliverOffered,
                        new MeasureAccess(new CaseAccess(features.programs), features.partners),
                        features.partners,
                        features.programs,
                        on.clocks)
                .mount(router, auth);
        new DocsHandler().mount(router);
    }

    private static void mountConsole(
            Router router, Authentication auth, Features features, Foundation on, WaymarkSettings settings) {
        new ConsoleHandler(new ConsoleSession(
                        features.users,
                        settings.sessions(),
                        features.programs,
                        features.partners,
                        features.journey::get,
                        () -> features.rendering.templates().words()))
                .mount(router, auth);
        CaseAccess access = new CaseAccess(features.programs);
        features.desks.mount(router, auth);
        new BoardHandler(on.database, access).mount(router, auth);
        features.handovers.mount(router, auth);
    }

    private static void mountLinks(Router router, Features features, Foundation on) {
        new LinkHandler(
                        on.database,
                        features.notifications,
                        features.situations,
                        features.persons,
                        features.partners,
                        features.acknowledge,
                        features.linkCodes,
                        features.rendering,
                        on.clocks)
                .mount(router);
        new UnsubscribeHandler(
                        on.database,
                        features.notifications,
                        features.situations,
                        features.partners,
                        features.optOuts,
                        features.rendering,
                        on.clocks)
                .mount(router);
    }

    private static void mountTextCallbacks(
            Router router, Features features, Foundation on, WaymarkSettings settings, Outside outside) {
        new TextCallbacksHandler(
                        settings.sms().providers(),
                        settings.publicUrl(),
                        on.database,
                        features.notifications,
                        features.situations,
                        features.persons,
                        features.optOuts,
                        features.acknowledge,
                        features.outbox,
                        features.rendering,
                        on.sealing,
                        outside.ids(),
                        on.clocks,
                        () -> features.wakeUps.wake(Topic.ALERTS))
                .mount(router);
    }

    private static void mountMessages(
            Router router, Authentication auth, Features features, Foundation on, Outside outside) {
        new MessagesHandler(
                        on.database,
                        new CaseAccess(features.programs),
                        features.messages,
                        features.tasks,
                        features.notifications,
                        new TakeMessage(
                                features.messages,
                                id -> features.partners
                                        .find(id)
                                        .filter(partner -> !partner.disabled())
                                        .isPresent(),
                                on.sealing,
                                outside.ids(),
                                on.clocks),
                        on.clocks,
                        () -> features.wakeUps.wake(Topic.FANOUT))
                .mount(router, auth);
    }

    private static void mountNotifications(Router router, Authentication auth, Features features, Foundation on) {
        InboxEntries inbox = new InboxEntries(
                features.milestones, features.messages, features.situations, features.tasks, on.clocks);
        CaseAccess access = new CaseAccess(features.programs);
        ShowNotification show = new ShowNotification(features.persons, features.partners, on.sealing, on.clocks);
        new InboxHandler(on.database, features.notifications, inbox).mount(router, auth);
        new NotificationHandler(on.database, features.notifications, access, show, inbox).mount(router, auth);
        new DeadLettersHandler(
                        on.database,
                        features.notifications,
                        access,
                        show,
                        on.clocks,
                        () -> features.wakeUps.wake(Topic.OUTBOX))
                .mount(router, auth);
    }

    private static void mountCases(
            Router router, Authentication auth, Features features, Foundation on, Outside outside) {
        CaseAccess access = new CaseAccess(features.programs);
        CaseReading reading = new CaseReading(
                on.database, access, on.sealing, features.persons, features.tasks, features.journey::get);
        new EnrolHandler(
                        features.rememberedAnswers,
                        features.partners,
                        features.users::mayManage,
                        features.programs,
                        features.persons,
                        outside.ids(),
                        on.clocks,
                        () -> features.wakeUps.wake(Topic.FANOUT))
                .mount(router, auth);
        new ForgetHandler(on.database, features.tasks, on.clocks).mount(router, auth);
        new TrackerHandler(reading, features.partners, features.journey::get, on.clocks).mount(router, auth);
        new TimelineHandler(reading, features.notifications, features.partners, features.journey::get, on.clocks)
                .mount(router, auth);
        new CasesHandler(
                        on.database,
                        access,
                        new ReadCases(on.sealing, features.tasks),
                        features.partners,
                        features.journey::get,
                        on.clocks)
                .mount(router, auth);
    }

    private static Health health(Foundation on, Features features) {
        Health health = new Health(on.clocks);
        health.register(
                "database",
                () -> on.database.client().query("select 1").execute().map(rows -> Health.Status.upAnd("answers")));
        health.register(
                "outbox",
                () -> new PgBacklog(on.clocks).due(on.database.client()).map(due -> Health.Status.upAnd(due + " due")));
        health.register("lanes", () -> new PgLanes()
                .troubled(on.database.client(), on.clocks.steady())
                .map(troubled -> Health.Status.upAnd(LanesNote.of(troubled))));
        health.register("templates", () -> Future.succeededFuture(features.watchTemplates.status()));
        return health;
    }

    private static Future<Boolean> isOperator(PeopleHandler people, RoutingContext context) {
        return people.bearerOf(context).map(person -> person.filter(found -> found.has(UserRole.OPERATOR))
                .isPresent());
    }
}
