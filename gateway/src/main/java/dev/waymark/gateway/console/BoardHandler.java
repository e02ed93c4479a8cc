package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /console/cases?q=&status=&stage=&program=&manager=&waiting=&offset=&limit=}, for people: what is stuck first,
 * and how many there are of each stage and status. No person's data; who works at a partner sees no manager, and
 * asks for none. Thread-safe.
 */
public final class BoardHandler {

    private final Database database;
    private final CaseAccess access;
    private final PgBoard board = new PgBoard();

    public BoardHandler(Database database, CaseAccess access) {
        this.database = database;
        this.access = access;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/console/cases").handler(auth.people()).handler(this::show);
    }

    private void show(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        if (!person.managesCases() && !person.has(UserRole.PARTNER)) {
            throw Problem.of(403, "role", "Not for you", "This is for who manages cases, or works at a partner");
        }
        CaseScope scope = access.scope(person);
        BoardQuery query = BoardQuery.of(context.queryParams());
        boolean managers = scope.partner().isEmpty();
        if (!managers && query.manager().isPresent()) {
            throw Problem.of(403, "role", "Not for you", "Who manages a case is not shown to partners");
        }
        Answers.of(context, board.page(database.client(), scope, query).compose(page -> board.counts(
                        database.client(), scope, query)
                .map(counts ->
                        new JsonObject().put("cases", cases(page, managers)).put("counts", counts(counts)))));
    }

    private static JsonArray cases(List<Row> page, boolean managers) {
        JsonArray cases = new JsonArray();
        for (Row row : page) {
            JsonObject line = new JsonObject()
                    .put("case", row.getString("program") + "/" + row.getString("code"))
                    .put("stage", row.getString("stage"))
                    .put("status", row.getString("status"))
                    .put("waitingOn", waitingOn(row));
            cases.add(
                    managers ? line.put("managers", new JsonArray(List.of(row.getArrayOfStrings("managers")))) : line);
        }
        return cases;
    }

    private static @Nullable JsonObject waitingOn(Row row) {
        return row.getString("waiting_role") == null
                ? null
                : new JsonObject()
                        .put("role", row.getString("waiting_role"))
                        .put("partner", row.getString("waiting_partner"))
                        .put("milestone", row.getString("milestone_code"))
                        .put("since", time(row.getOffsetDateTime("since")))
                        .put("expectedBy", time(row.getOffsetDateTime("expected_by")))
                        .put("heldSince", time(row.getOffsetDateTime("held_since")));
    }

    private static @Nullable String time(@Nullable OffsetDateTime time) {
        return time == null ? null : Times.write(time.toInstant());
    }

    private static JsonArray counts(List<PgBoard.Count> counts) {
        JsonArray all = new JsonArray();
        counts.forEach(one -> all.add(new JsonObject()
                .put("stage", one.stage())
                .put("status", one.status())
                .put("many", one.many())));
        return all;
    }
}
