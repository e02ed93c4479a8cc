package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.PgAudit;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * {@code POST /console/handovers}, {@code DELETE /console/handovers/{id}}: who manages cases gives them, or all of their
 * own, to a colleague, for good or until a time; a supervisor may give those of another ({@code from}). Taking back is for
 * who gave; of what went for good, within ten minutes. What its receiver handed on comes back too. Each case is on the
 * audit. {@code GET /console/handovers}: what the caller gave and may take back; {@code GET
 * /console/handovers/size?from=&to=}: how many cases would go if all did. Thread-safe.
 */
public final class HandoversHandler {

    /** Of our own: after it, a hand-over for good is the colleague's to give back. */
    private static final Duration SECOND_THOUGHTS = Duration.ofMinutes(10);

    private static final String SYSTEM = "system/handover";

    private final Database database;
    private final CaseAccess access;
    private final ReadHandover read;
    private final Clocks clocks;
    private final PgAudit audit;
    private final PgHandovers handovers = new PgHandovers();

    public HandoversHandler(Database database, CaseAccess access, Users users, Ids ids, Clocks clocks) {
        this.database = database;
        this.access = access;
        this.read = new ReadHandover(users, ids, clocks);
        this.clocks = clocks;
        this.audit = new PgAudit(clocks);
    }

    public void mount(Router router, Authentication auth) {
        router.post("/console/handovers").handler(auth.people()).handler(this::give);
        router.get("/console/handovers").handler(auth.people()).handler(this::list);
        router.get("/console/handovers/size").handler(auth.people()).handler(this::size);
        router.delete("/console/handovers/:id").handler(auth.people()).handler(this::undo);
    }

    /** Gives back what was given until now; how many cases. */
    public Future<Integer> giveBackDue() {
        return database.transaction(tx -> handovers
                .giveBackDue(tx, clocks.business())
                .compose(cases -> record(tx, new Reader(SYSTEM, "give case back"), cases))
                .map(List::size));
    }

    private void give(RoutingContext context) {
        Fields body = Fields.of(JsonBody.of(context, "application/json"), "");
        Caller.OfPerson person = DeskHandler.manager(context);
        Handover handover = read.of(body, person);
        Answers.of(
                context,
                database.transaction(tx -> handovers
                                .give(tx, access.scope(person), handover)
                                .compose(cases -> record(tx, new Reader(person.auditName(), "hand case over"), cases)))
                        .map(cases -> new JsonObject()
                                .put("handover", handover.id().toString())
                                .put("cases", cases.size())
                                .put("until", handover.until().map(Times::write).orElse(null))));
    }

    private void list(RoutingContext context) {
        Caller.OfPerson person = DeskHandler.manager(context);
        Instant since = clocks.business().minus(SECOND_THOUGHTS);
        Answers.of(
                context,
                handovers.inForce(database.client(), person.user(), since).map(acts -> new JsonObject()
                        .put(
                                "handovers",
                                new JsonArray(acts.stream()
                                        .map(HandoversHandler::json)
                                        .toList()))));
    }

    private static JsonObject json(PgHandovers.InForce act) {
        return new JsonObject()
                .put("handover", act.id().toString())
                .put("from", act.from())
                .put("to", act.to())
                .put("cases", act.cases())
                .put("until", act.until().map(Times::write).orElse(null));
    }

    private void size(RoutingContext context) {
        Caller.OfPerson person = DeskHandler.manager(context);
        ReadHandover.All all = read.all(context.queryParams(), person);
        Answers.of(
                context,
                handovers
                        .size(database.client(), access.scope(person), all.from(), all.programs())
                        .map(size -> new JsonObject().put("cases", size)));
    }

    private void undo(RoutingContext context) {
        Caller.OfPerson person = DeskHandler.manager(context);
        UUID id = id(context.pathParam("id"));
        Instant now = clocks.business();
        Answers.empty(context, database.transaction(tx -> handovers
                .find(tx, id)
                .compose(act -> {
                    checkMayUndo(act.orElseThrow(Problem::notFound), person, now);
                    return handovers.undo(tx, id, now);
                })
                .compose(cases -> record(tx, new Reader(person.auditName(), "take case back"), cases))));
    }

    private static void checkMayUndo(PgHandovers.Act act, Caller.OfPerson person, Instant now) {
        if (!act.by().equals(person.user().value())) {
            throw Problem.notFound();
        }
        if (act.forGood() && act.at().plus(SECOND_THOUGHTS).isBefore(now)) {
            throw Problem.of(
                    409, "too-late", "For good", "What went over for good is taken back within 10 minutes: ask for it");
        }
    }

    private Future<List<CaseId>> record(SqlClient tx, Reader reader, List<CaseId> cases) {
        List<PgAudit.Entry> entries = cases.stream()
                .map(id -> new PgAudit.Entry(Scope.of(id), new Cell("care_case", "managers", id.toString())))
                .toList();
        return audit.record(tx, reader, entries).map(cases);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }
}
