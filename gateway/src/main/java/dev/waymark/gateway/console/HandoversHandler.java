package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.TextField;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.PgAudit;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code POST /console/handovers}, {@code DELETE /console/handovers/{id}}: who manages cases gives them, or all of their
 * own, to a colleague, for good or until a time; a supervisor may give those of another ({@code from}). Taking back is for
 * who gave; of what went for good, within ten minutes. What its receiver handed on comes back too. Each case is on the
 * audit. Thread-safe.
 */
public final class HandoversHandler {

    private static final int MOST = 500;

    /** Of our own: after it, a hand-over for good is the colleague's to give back. */
    private static final Duration SECOND_THOUGHTS = Duration.ofMinutes(10);

    private static final String SYSTEM = "system/handover";

    private final Database database;
    private final CaseAccess access;
    private final Users users;
    private final Ids ids;
    private final Clocks clocks;
    private final PgAudit audit;
    private final PgHandovers handovers = new PgHandovers();

    public HandoversHandler(Database database, CaseAccess access, Users users, Ids ids, Clocks clocks) {
        this.database = database;
        this.access = access;
        this.users = users;
        this.ids = ids;
        this.clocks = clocks;
        this.audit = new PgAudit(clocks);
    }

    public void mount(Router router, Authentication auth) {
        router.post("/console/handovers").handler(auth.people()).handler(this::give);
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
        Handover handover = read(body, person);
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

    private Handover read(Fields body, Caller.OfPerson person) {
        Instant now = clocks.business();
        Optional<UserName> to = body.text("to").required(UserName::new);
        UserName from = body.text("from").optional(UserName::new).orElse(person.user());
        Optional<Instant> until = body.text("until").time();
        boolean all = body.bool("all").orElse(false);
        List<String> cases = cases(body);
        if (all != cases.isEmpty()) {
            body.fault("/cases", "must name cases, or \"all\": true stand instead");
        }
        until.filter(time -> !time.isAfter(now)).ifPresent(time -> body.fault("/until", "must be after now"));
        to.filter(from::equals).ifPresent(same -> body.fault("/to", "has them already"));
        List<String> programs = to.map(user -> programs(person, user)).orElse(List.of());
        if (to.isPresent() && programs.isEmpty()) {
            body.fault("/to", "is no user who manages cases of your programs");
        }
        body.done().orThrow();
        if (!from.equals(person.user()) && !person.has(UserRole.SUPERVISOR)) {
            throw Problem.of(403, "role", "Not for you", "Only a supervisor hands over another's cases");
        }
        return new Handover(
                ids.next(),
                from,
                to.orElseThrow(),
                person.user(),
                all ? Optional.empty() : Optional.of(cases),
                programs,
                now,
                until);
    }

    /** Of the giver's programs, those whose cases the other may manage. */
    private List<String> programs(Caller.OfPerson person, UserName to) {
        return person.programs().stream()
                .filter(program -> users.mayManage(to, program) && manages(to))
                .map(ProgramId::value)
                .toList();
    }

    private boolean manages(UserName user) {
        return users.find(user)
                .filter(one -> one.has(UserRole.CASE_MANAGER) || one.has(UserRole.SUPERVISOR))
                .isPresent();
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

    /** The member {@code cases}: {@code <program>/<case>} each. */
    private static List<String> cases(Fields body) {
        List<TextField> fields = body.texts("cases");
        if (fields.size() > MOST) {
            body.fault("/cases", "must have at most " + MOST + " entries");
        }
        return fields.stream().flatMap(field -> field.optional().stream()).toList();
    }
}
