package dev.waymark.gateway;

import dev.waymark.gateway.alerts.AlertsHandler;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.console.BoardHandler;
import dev.waymark.gateway.console.ConsoleHandler;
import dev.waymark.gateway.console.ConsoleSession;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Authentications;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.identity.PeopleHandler;
import dev.waymark.gateway.identity.SessionsHandler;
import dev.waymark.gateway.intake.MilestonesHandler;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.signing.SignatureHandler;
import dev.waymark.gateway.signing.WhoAmIHandler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
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
        new WhoAmIHandler(
                        partner -> features.partners
                                .find(partner)
                                .map(found -> new WhoAmIHandler.Standing(found.programs(), found.roles()))
                                .orElse(new WhoAmIHandler.Standing(Set.of(), Set.of())),
                        on.clocks)
                .mount(router, auth);
        new SessionsHandler(
                        features.sessions,
                        settings.sessions(),
                        settings.publicUrl(),
                        settings.http().behindProxy())
                .mount(router, auth);
        new OperatorRoutes(features, on, settings, outside, metrics, people, wakeMasterKey).mount(router, auth);
        new CaseRoutes(vertx, features, on, outside).mount(router, auth);
        new NotificationRoutes(features, on, settings, outside).mount(router, auth);
        new AlertsHandler(features.alerts, features.socketKeys).mount(router, auth);
        mountConsole(router, auth, features, on, settings);
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
}
