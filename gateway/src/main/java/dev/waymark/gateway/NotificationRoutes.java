package dev.waymark.gateway;

import dev.waymark.gateway.acks.AcknowledgmentHandler;
import dev.waymark.gateway.acks.InboxEntries;
import dev.waymark.gateway.acks.InboxHandler;
import dev.waymark.gateway.acks.LinkHandler;
import dev.waymark.gateway.acks.TextCallbacksHandler;
import dev.waymark.gateway.acks.UnsubscribeHandler;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.deliveries.DeadLettersHandler;
import dev.waymark.gateway.deliveries.NotificationHandler;
import dev.waymark.gateway.deliveries.ShowNotification;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.messages.AnswerMessage;
import dev.waymark.gateway.ops.WakeUps.Topic;
import io.vertx.ext.web.Router;

/** Mounts what is about messages that go out: who reads them and what became of them, and every way to answer. */
final class NotificationRoutes {

    private final Features features;
    private final Foundation on;
    private final WaymarkSettings settings;
    private final Outside outside;

    NotificationRoutes(Features features, Foundation on, WaymarkSettings settings, Outside outside) {
        this.features = features;
        this.on = on;
        this.settings = settings;
        this.outside = outside;
    }

    void mount(Router router, Authentication auth) {
        mountDeliveries(router, auth);
        mountAnswers(router, auth);
        mountTextCallbacks(router);
    }

    private void mountDeliveries(Router router, Authentication auth) {
        InboxEntries inbox = new InboxEntries(
                features.milestones, features.messages, features.situations, features.tasks, on.clocks);
        CaseAccess access = new CaseAccess(features.programs);
        ShowNotification show = new ShowNotification(features.persons, features.partners, on.sealing, on.clocks);
        new InboxHandler(on.database, features.notifications, inbox, access, features.partners).mount(router, auth);
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

    private void mountAnswers(Router router, Authentication auth) {
        new AcknowledgmentHandler(on.database, features.notifications, features.acknowledge, on.sealing)
                .mount(router, auth);
        new LinkHandler(
                        on.database,
                        features.notifications,
                        features.situations,
                        features.persons,
                        features.partners,
                        features.messages,
                        new AnswerMessage(features.messages, features.takeMessage),
                        features.acknowledge,
                        features.linkCodes,
                        features.rendering,
                        on.clocks,
                        () -> features.wakeUps.wake(Topic.FANOUT))
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

    private void mountTextCallbacks(Router router) {
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
}
