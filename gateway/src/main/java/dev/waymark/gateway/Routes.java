package dev.waymark.gateway;

import dev.waymark.gateway.acks.AcknowledgmentHandler;
import dev.waymark.gateway.acks.InboxHandler;
import dev.waymark.gateway.cases.Enrol;
import dev.waymark.gateway.cases.EnrolHandler;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.identity.PeopleHandler;
import dev.waymark.gateway.identity.SessionsHandler;
import dev.waymark.gateway.intake.MilestonesHandler;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.ops.Health;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.ops.Operators;
import dev.waymark.gateway.ops.OpsHandler;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.outbox.PgBacklog;
import dev.waymark.gateway.partners.AdminPartnersHandler;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.signing.JwksHandler;
import dev.waymark.gateway.signing.SignatureHandler;
import dev.waymark.gateway.signing.WhoAmIHandler;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Mounts every route. */
final class Routes {

    private Routes() {}

    static void mount(
            Router router,
            Features features,
            Foundation on,
            WaymarkSettings settings,
            Outside outside,
            Metrics metrics,
            WorkerExecutor workers) {
        PeopleHandler people = new PeopleHandler(features.sessions, settings.publicUrl());
        Authentication auth = new Authentications(
                new SignatureHandler(
                        settings.publicUrl(), features.partners, on.crypto, features.seenRequests, on.clocks, workers),
                people);
        RateLimits limits = new RateLimits(
                on.clocks,
                settings.limits().requestsPerSecond(),
                settings.limits().burst());

        new OpsHandler(
                        health(on),
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
                        new TestWebhook(features.channels.webhook(), outside.ids(), on.clocks))
                .mount(router, auth);
        new JwksHandler(on.keys).mount(router);
        new SessionsHandler(
                        features.sessions,
                        settings.sessions(),
                        settings.publicUrl(),
                        settings.http().behindProxy())
                .mount(router, auth);
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
        new EnrolHandler(
                        features.partners,
                        features.users::mayManage,
                        features.programs,
                        new Enrol(
                                on.database,
                                features.persons,
                                outside.ids(),
                                on.clocks,
                                () -> features.wakeUps.wake(Topic.FANOUT)),
                        on.clocks)
                .mount(router, auth);
        new InboxHandler(
                        on.database,
                        features.notifications,
                        features.milestones,
                        features.situations,
                        features.tasks,
                        on.clocks)
                .mount(router, auth);
        new AcknowledgmentHandler(on.database, features.notifications, features.acknowledge, on.sealing)
                .mount(router, auth);
    }

    private static Health health(Foundation on) {
        Health health = new Health(on.clocks);
        health.register(
                "database",
                () -> on.database.client().query("select 1").execute().map(rows -> Health.Status.upAnd("answers")));
        health.register(
                "outbox",
                () -> new PgBacklog(on.clocks).due(on.database.client()).map(due -> Health.Status.upAnd(due + " due")));
        return health;
    }

    private static Future<Boolean> isOperator(PeopleHandler people, RoutingContext context) {
        return people.bearerOf(context).map(person -> person.filter(found -> found.has(UserRole.OPERATOR))
                .isPresent());
    }
}
