package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.cases.Program.Target;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.tasks.DeliverOffered;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET /v1/responsiveness} (protocol, section 10), {@code …/distribution}: how long answers took, and {@code
 * …/tasks}: exactly the tasks that a figure counts, page by page. Each as JSON or, the first and last, as {@code text/csv}.
 */
public final class ResponsivenessHandler {

    /** Where buckets of answer times begin. */
    private static final List<Duration> BOUNDS = Stream.of(
                    "PT0S", "PT10S", "PT1M", "PT5M", "PT15M", "PT1H", "PT2H", "PT4H", "PT8H", "PT12H", "PT24H", "PT48H",
                    "PT72H", "P7D")
            .map(Duration::parse)
            .toList();

    private static final Csv.Table ROWS = Csv.Table.of("responsiveness", "rows", """
            key requested due pending pendingAnswered cancelled undeliverable acknowledged acknowledgedWithin
            answeredByHold answeredAtOnce responseRate completedWithin medianSeconds p90Seconds overdue
            """);

    private static final Csv.Table TASKS = Csv.Table.of("responsiveness-tasks", "tasks", """
            task case program owner action milestone status policy class figures answerSeconds windowEndsAt requestedAt
            deliveredAt dueAt acknowledgedAt answeredBy completedAt completedByOwner rejectedAt closedAt heldSince holds
            """);

    private final Vertx vertx;
    private final PgMeasure measure;
    private final PgMeasuredTasks tasks;
    private final DeliverOffered deliverOffered;
    private final MeasureAccess access;
    private final PartnerDirectory partners;
    private final Programs programs;
    private final Clocks clocks;

    public ResponsivenessHandler(
            Vertx vertx,
            Database database,
            DeliverOffered deliverOffered,
            MeasureAccess access,
            PartnerDirectory partners,
            Programs programs,
            Clocks clocks) {
        this.vertx = vertx;
        PgReadMeasure read = new PgReadMeasure(database, this::hours);
        this.measure = new PgMeasure(read);
        this.tasks = new PgMeasuredTasks(vertx, read);
        this.deliverOffered = deliverOffered;
        this.access = access;
        this.partners = partners;
        this.programs = programs;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/responsiveness").handler(auth.either()).handler(this::rows);
        router.get("/v1/responsiveness/distribution").handler(auth.either()).handler(this::distribution);
        router.get("/v1/responsiveness/tasks").handler(auth.either()).handler(this::tasks);
    }

    private void rows(RoutingContext context) {
        MeasureQuery query = MeasureQuery.of(context.queryParams(), clocks.business());
        MeasureScope scope = access.scope(Callers.of(context), query);
        answer(
                context,
                ROWS,
                delivered().compose(delivered -> measure.rows(query, scope)).map(rows -> head(query, scope)
                        .put("rows", MeasureJson.array(rows, MeasureJson::of))));
    }

    private void distribution(RoutingContext context) {
        MeasureQuery query = MeasureQuery.of(context.queryParams(), clocks.business());
        MeasureScope scope = access.scope(Callers.of(context), query);
        Answers.of(
                context,
                delivered()
                        .compose(delivered -> measure.distribution(query, scope, BOUNDS))
                        .map(rows -> head(query, scope)
                                .put("buckets", buckets())
                                .put("rows", MeasureJson.array(rows, MeasureJson::of))));
    }

    private void tasks(RoutingContext context) {
        TasksQuery query = TasksQuery.of(context.queryParams(), clocks.business());
        MeasureScope scope = access.scope(Callers.of(context), query.measure());
        answer(
                context,
                TASKS,
                delivered().compose(delivered -> tasks.page(query, scope)).map(found -> page(query, scope, found)));
    }

    /** What counts as offered by now is written first, so that no figure depends on when that was found out. */
    private Future<Integer> delivered() {
        return deliverOffered.run();
    }

    private JsonObject page(TasksQuery query, MeasureScope scope, List<MeasuredTask> found) {
        boolean more = found.size() > query.limit();
        List<MeasuredTask> page = more ? found.subList(0, query.limit()) : found;
        JsonObject answer = head(query.measure(), scope)
                .put("class", query.figure().word())
                .put("tasks", MeasureJson.array(page, MeasureJson::of));
        return answer.put("next", more ? next(query, page.get(page.size() - 1)) : null);
    }

    private static String next(TasksQuery query, MeasuredTask last) {
        return new TasksQuery.After(
                        query.measure().asOf(),
                        last.times().requestedAt(),
                        last.id().value())
                .toString();
    }

    private JsonObject head(MeasureQuery query, MeasureScope scope) {
        Set<Target> targets =
                scope.targeted().stream().map(id -> programs.find(id).target()).collect(Collectors.toSet());
        Optional<Target> one = targets.size() == 1 ? targets.stream().findFirst() : Optional.empty();
        return new MeasureHead(query, one).json();
    }

    private static JsonArray buckets() {
        JsonArray buckets = new JsonArray();
        for (int i = 0; i < BOUNDS.size(); i++) {
            buckets.add(new JsonObject()
                    .put("atLeast", BOUNDS.get(i).toString())
                    .put("below", i + 1 < BOUNDS.size() ? BOUNDS.get(i + 1).toString() : null));
        }
        return buckets;
    }

    private static void answer(RoutingContext context, Csv.Table table, Future<JsonObject> body) {
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        boolean csv = Csv.isWanted(context);
        body.onComplete(
                json -> {
                    if (csv) {
                        Csv.answer(context, table, json);
                    } else {
                        Answers.json(context, 200, json);
                    }
                },
                context::fail);
    }

    private Future<OwnersHours> hours(Instant from, Instant until) {
        return vertx.executeBlocking(() -> OwnersHours.working(partners.all(), from, until), false);
    }
}
