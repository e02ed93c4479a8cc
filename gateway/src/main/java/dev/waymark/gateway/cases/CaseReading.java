package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads the case of a request with the eyes of its caller. Thread-safe. */
public final class CaseReading {

    private final Database database;
    private final CaseAccess access;
    private final PgCases cases = new PgCases();
    private final ReadCases read;
    private final SeenCase.Opening opening;
    private final PgTasks tasks;
    private final Sealing sealing;

    public CaseReading(
            Database database,
            CaseAccess access,
            Sealing sealing,
            PgPersons persons,
            PgTasks tasks,
            Supplier<Journey> journey) {
        this.database = database;
        this.access = access;
        this.read = new ReadCases(sealing, tasks);
        this.opening = new SeenCase.Opening(sealing, persons, journey);
        this.tasks = tasks;
        this.sealing = sealing;
    }

    /**
     * The case of the path. One that does not exist and one that the caller may not see fail alike, after the same one
     * look-up, before anything else of the case is read.
     */
    <T> Future<T> seen(RoutingContext context, String purpose, BiFunction<SqlClient, SeenCase, Future<T>> use) {
        Caller caller = Callers.of(context);
        CaseRef ref = CasePath.of(context);
        Reader reader = new Reader(caller.auditName(), purpose);
        return database.transaction(tx -> cases.find(tx, ref).compose(found -> {
            CareCase careCase = found.orElseThrow(Problem::notFound);
            CaseViewer viewer = access.viewer(caller, careCase).orElseThrow(Problem::notFound);
            return read.facts(tx, List.of(careCase))
                    .compose(facts -> opening.open(tx, reader, viewer, facts.get(0)))
                    .compose(seen -> use.apply(tx, seen));
        }));
    }

    /** What owners said of their tasks, of a hold for one: all of it to who manages the case, to a partner its own. */
    Future<Map<TaskId, String>> reasons(RoutingContext context, SqlClient tx, SeenCase seen) {
        List<Task> shown = seen.facts().tasks().stream()
                .filter(task ->
                        seen.viewer().isManager() || seen.viewer().partner().equals(Optional.of(task.owner())))
                .toList();
        Reader reader = new Reader(Callers.of(context).auditName(), "show reason of task");
        return tasks.reasons(tx, shown)
                .compose(kept -> sealing.open(tx, reader, kept))
                .map(opened -> {
                    Map<TaskId, String> reasons = new HashMap<>();
                    opened.forEach((id, words) -> reasons.put(id, words.toString()));
                    return reasons;
                });
    }
}
