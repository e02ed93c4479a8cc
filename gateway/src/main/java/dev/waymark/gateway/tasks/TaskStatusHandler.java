package dev.waymark.gateway.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.signing.RememberedAnswers;
import dev.waymark.gateway.signing.RememberedAnswers.Answer;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** {@code POST /v1/tasks/{id}/status}: the owner of a task, or who works there, says how far it is (protocol, section 5). */
public final class TaskStatusHandler {

    private final RememberedAnswers remembered;
    private final PgTasks tasks;
    private final Sealing sealing;
    private final Clocks clocks;

    public TaskStatusHandler(RememberedAnswers remembered, PgTasks tasks, Sealing sealing, Clocks clocks) {
        this.remembered = remembered;
        this.tasks = tasks;
        this.sealing = sealing;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.post("/v1/tasks/:task/status").handler(auth.either()).handler(this::take);
    }

    private void take(RoutingContext context) {
        PartnerId caller = partner(Callers.of(context));
        remembered.answer(context, tx -> {
            JsonNode body = JsonBody.tree(context, "application/json");
            return owned(tx, context.pathParam("task"), caller).compose(task -> {
                StatusReport report = StatusReport.of(body);
                return report(tx, task, report).map(next -> new Answer(200, TaskJson.of(next, clocks.business())));
            });
        });
    }

    /** Who works at a partner reports for it; nobody else has tasks. */
    private static PartnerId partner(Caller caller) {
        return caller instanceof Caller.OfPartner signed
                ? signed.partner()
                : ((Caller.OfPerson) caller).partner().orElseThrow(Problem::notFound);
    }

    /** Who does not own it may not learn that it exists. */
    private Future<Task> owned(SqlConnection tx, String id, PartnerId caller) {
        return tasks.lock(tx, taskId(id))
                .map(found -> found.filter(task -> task.owner().equals(caller)).orElseThrow(Problem::notFound));
    }

    private Future<Task> report(SqlConnection tx, Task task, StatusReport report) {
        Instant now = clocks.business();
        StatusStep step = TaskRules.report(task, report.status(), now);
        if (step instanceof StatusStep.NotForward refused) {
            return Future.failedFuture(notForward(refused));
        }
        if (!(step instanceof StatusStep.Moved moved)) {
            return Future.succeededFuture(task);
        }
        return tasks.save(tx, List.of(moved.task()))
                .compose(saved -> keepReason(tx, moved.task(), report))
                .compose(kept -> tasks.lookAgain(tx, moved.task(), now))
                .map(moved.task());
    }

    private Future<Void> keepReason(SqlConnection tx, Task task, StatusReport report) {
        if (report.reason().isEmpty()) {
            return Future.succeededFuture();
        }
        Scope scope = Scope.of(task.caseId());
        Buffer words = Buffer.buffer(report.reason().get());
        return sealing.keyUnlessForgotten(tx, scope).compose(kept -> kept.map(
                        key -> tasks.keepReason(tx, task, sealing.seal(key, PgTasks.reasonCell(task.id()), words)))
                .orElse(Future.succeededFuture()));
    }

    private static TaskId taskId(String text) {
        try {
            return TaskId.of(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }

    private static Problem notForward(StatusStep.NotForward step) {
        return Problem.of(
                409,
                "task-state",
                "The task cannot take this status",
                "It is " + step.from().wire() + ", from where it does not become "
                        + step.to().wire());
    }
}
