package dev.waymark.gateway;

import dev.waymark.gateway.alerts.OperatorAlertsHandler;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.identity.PeopleHandler;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.ops.DocsHandler;
import dev.waymark.gateway.ops.Health;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.ops.Operators;
import dev.waymark.gateway.ops.OpsHandler;
import dev.waymark.gateway.outbox.PgBacklog;
import dev.waymark.gateway.outbox.PgLanes;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.partners.AdminPartnersHandler;
import dev.waymark.gateway.sealing.MasterKeyHandler;
import dev.waymark.gateway.signing.AdminKeysHandler;
import dev.waymark.gateway.signing.JwksHandler;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Mounts what those who run the gateway use: health, figures, partners, keys, their alerts, the documentation. */
final class OperatorRoutes {

    private final Features features;
    private final Foundation on;
    private final WaymarkSettings settings;
    private final Outside outside;
    private final Metrics metrics;
    private final PeopleHandler people;
    private final Runnable wakeMasterKey;

    OperatorRoutes(
            Features features,
            Foundation on,
            WaymarkSettings settings,
            Outside outside,
            Metrics metrics,
            PeopleHandler people,
            Runnable wakeMasterKey) {
        this.features = features;
        this.on = on;
        this.settings = settings;
        this.outside = outside;
        this.metrics = metrics;
        this.people = people;
        this.wakeMasterKey = wakeMasterKey;
    }

    void mount(Router router, Authentication auth) {
        new OpsHandler(
                        health(),
                        metrics,
                        new Operators(settings.http(), this::isOperator),
                        settings.http().metricsOpen())
                .mount(router);
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
        new DocsHandler().mount(router);
    }

    private Health health() {
        Health health = new Health(on.clocks);
        health.register("database", () -> on.database.refusesToWrite().map(refused -> refused.map(
                        why -> Health.Status.down("refuses to write: " + why))
                .orElse(Health.Status.upAnd("answers"))));
        health.register(
                "outbox",
                () -> new PgBacklog(on.clocks).due(on.database.client()).map(due -> Health.Status.upAnd(due + " due")));
        health.register("lanes", () -> new PgLanes()
                .troubled(on.database.client(), on.clocks.steady())
                .map(troubled -> Health.Status.upAnd(LanesNote.of(troubled))));
        health.register("templates", () -> Future.succeededFuture(features.watchTemplates.status()));
        return health;
    }

    private Future<Boolean> isOperator(RoutingContext context) {
        return people.bearerOf(context).map(person -> person.filter(found -> found.has(UserRole.OPERATOR))
                .isPresent());
    }
}
