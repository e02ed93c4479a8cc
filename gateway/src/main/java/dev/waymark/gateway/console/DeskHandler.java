package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code GET /console/desk}, {@code PUT /console/desk/seen}, {@code PUT|DELETE /console/snoozes/{alert}}: what people who
 * manage cases put aside, and when they last looked. A snooze is its reader's alone: nothing of the alert changes, and who
 * waits for its acknowledgement goes on waiting. Thread-safe.
 */
public final class DeskHandler {

    /** Of our own: what is put aside for longer is forgotten. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Database database;
    private final CaseAccess access;
    private final Clocks clocks;
    private final PgDesk desks = new PgDesk();

    public DeskHandler(Database database, CaseAccess access, Clocks clocks) {
        this.database = database;
        this.access = access;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/console/desk").handler(auth.people()).handler(this::show);
        router.put("/console/desk/seen").handler(auth.people()).handler(this::looked);
        router.put("/console/snoozes/:alert").handler(auth.people()).handler(this::snooze);
        router.delete("/console/snoozes/:alert").handler(auth.people()).handler(this::wake);
    }

    /** Deletes the snoozes whose time is over. */
    public Future<Void> forgetEnded() {
        return desks.forgetEnded(database.client(), clocks.business());
    }

    /** The caller, if cases are theirs to manage. */
    static Caller.OfPerson manager(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        if (!person.managesCases()) {
            throw Problem.of(403, "role", "Not for you", "This is for case managers and supervisors");
        }
        return person;
    }

    private void show(RoutingContext context) {
        Caller.OfPerson person = manager(context);
        Answers.of(
                context,
                desks.of(database.client(), person.user(), clocks.business()).map(DeskHandler::json));
    }

    private static JsonObject json(PgDesk.Desk desk) {
        JsonArray snoozed = new JsonArray();
        desk.snoozed()
                .forEach(one -> snoozed.add(
                        new JsonObject().put("alert", one.alert().toString()).put("until", Times.write(one.until()))));
        return new JsonObject()
                .put("seenAt", desk.seen().map(Times::write).orElse(null))
                .put("handedAt", desk.handed().map(Times::write).orElse(null))
                .put("snoozed", snoozed);
    }

    private void looked(RoutingContext context) {
        Caller.OfPerson person = manager(context);
        Answers.empty(context, desks.looked(database.client(), person.user(), clocks.business()));
    }

    private void snooze(RoutingContext context) {
        Fields body = Fields.of(JsonBody.of(context, "application/json"), "");
        Caller.OfPerson person = manager(context);
        AlertId alert = alert(context);
        Instant now = clocks.business();
        Optional<Instant> until = body.text("until").required(Times::read);
        until.filter(time -> !time.isAfter(now) || time.isAfter(now.plus(LONGEST)))
                .ifPresent(time -> body.fault("/until", "must be after now, and within " + LONGEST.toDays() + " days"));
        body.done().orThrow();
        PgDesk.Snooze snooze = new PgDesk.Snooze(alert, until.orElseThrow());
        Answers.empty(
                context,
                desks.snooze(database.client(), access.scope(person), person.user(), snooze)
                        .map(done -> {
                            if (!done) {
                                throw Problem.notFound();
                            }
                            return done;
                        }));
    }

    private void wake(RoutingContext context) {
        Caller.OfPerson person = manager(context);
        Answers.empty(context, desks.wake(database.client(), person.user(), alert(context)));
    }

    private static AlertId alert(RoutingContext context) {
        try {
            return AlertId.of(context.pathParam("alert"));
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }
}
