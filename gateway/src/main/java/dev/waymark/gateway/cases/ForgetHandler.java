package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.TaskRules;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/**
 * {@code POST /v1/admin/cases/{program}/{case}/forget} (protocol, section 12), for people with the role admin: from then
 * on the case is for everybody as one that does not exist, and is never enrolled again. Thread-safe.
 */
public final class ForgetHandler {

    private final Database database;
    private final PgTasks tasks;
    private final Clocks clocks;
    private final PgForget forget = new PgForget();

    public ForgetHandler(Database database, PgTasks tasks, Clocks clocks) {
        this.database = database;
        this.tasks = tasks;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.post("/v1/admin/cases/:program/:case/forget")
                .handler(auth.people())
                .handler(this::forget);
    }

    private void forget(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        if (!person.has(UserRole.ADMIN)) {
            throw Problem.of(403, "forbidden", "Not yours to do", "Cases are forgotten by people with the role admin");
        }
        CaseRef ref = CasePath.of(context);
        Answers.of(
                context,
                database.transaction(tx -> forget(tx, ref, person.auditName())).map(since -> new JsonObject()
                        .put("program", ref.program().value())
                        .put("case", ref.code())
                        .put("forgottenAt", Times.write(since))));
    }

    private Future<Instant> forget(SqlConnection tx, CaseRef ref, String who) {
        Instant now = clocks.business();
        return forget.lock(tx, ref).compose(found -> {
            PgForget.Found careCase = found.orElseThrow(Problem::notFound);
            Future<Void> buried = careCase.since().isPresent()
                    ? Future.succeededFuture()
                    : withdrawTasks(tx, careCase, now).compose(withdrawn -> forget.bury(tx, careCase.id(), who, now));
            return buried.compose(done -> forget.clear(tx, careCase.id(), who, now))
                    .map(careCase.since().orElse(now));
        });
    }

    private Future<Void> withdrawTasks(SqlConnection tx, PgForget.Found careCase, Instant now) {
        return tasks.lockOpen(tx, List.of(careCase.id()))
                .compose(open -> tasks.save(
                        tx,
                        open.stream().map(task -> TaskRules.withdraw(task, now)).toList()));
    }
}
