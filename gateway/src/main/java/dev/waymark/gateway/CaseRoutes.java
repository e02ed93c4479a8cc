package dev.waymark.gateway;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseReading;
import dev.waymark.gateway.cases.CasesHandler;
import dev.waymark.gateway.cases.EnrolHandler;
import dev.waymark.gateway.cases.ForgetHandler;
import dev.waymark.gateway.cases.ReadCases;
import dev.waymark.gateway.cases.TimelineHandler;
import dev.waymark.gateway.cases.TrackerHandler;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.messages.MessagesHandler;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.responsiveness.MeasureAccess;
import dev.waymark.gateway.responsiveness.ResponsivenessHandler;
import dev.waymark.gateway.tasks.TaskStatusHandler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Mounts what is about cases: enrolling, reading and forgetting them, their messages, tasks, and how soon partners respond. */
final class CaseRoutes {

    private final Vertx vertx;
    private final Features features;
    private final Foundation on;
    private final Outside outside;
    private final CaseAccess access;

    CaseRoutes(Vertx vertx, Features features, Foundation on, Outside outside) {
        this.vertx = vertx;
        this.features = features;
        this.on = on;
        this.outside = outside;
        this.access = new CaseAccess(features.programs);
    }

    void mount(Router router, Authentication auth) {
        mountCases(router, auth);
        mountMessages(router, auth);
        new TaskStatusHandler(features.rememberedAnswers, features.tasks, on.sealing, on.clocks).mount(router, auth);
        new ResponsivenessHandler(
                        vertx,
                        on.database,
                        features.deliverOffered,
                        new MeasureAccess(access, features.partners),
                        features.partners,
                        features.programs,
                        on.clocks)
                .mount(router, auth);
    }

    private void mountCases(Router router, Authentication auth) {
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

    private void mountMessages(Router router, Authentication auth) {
        new MessagesHandler(
                        on.database,
                        access,
                        features.messages,
                        features.tasks,
                        features.notifications,
                        features.takeMessage,
                        on.clocks,
                        () -> features.wakeUps.wake(Topic.FANOUT))
                .mount(router, auth);
    }
}
