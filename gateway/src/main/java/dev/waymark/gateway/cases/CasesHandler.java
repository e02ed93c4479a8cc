package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /v1/cases?program=&after=<case>&limit=50}, for people: the cases that they may see, by name, and how each
 * stands; no person's data, and to who works at a partner no manager either. {@code next} is the {@code after} of the next page. Thread-safe.
 */
public final class CasesHandler {

    private static final int LIMIT = 50;
    private static final int MOST = 200;

    private final Database database;
    private final CaseAccess access;
    private final ReadCases read;
    private final PgCaseList list = new PgCaseList();
    private final PartnerDirectory partners;
    private final Supplier<Journey> journey;
    private final Clocks clocks;

    public CasesHandler(
            Database database,
            CaseAccess access,
            ReadCases read,
            PartnerDirectory partners,
            Supplier<Journey> journey,
            Clocks clocks) {
        this.database = database;
        this.access = access;
        this.read = read;
        this.partners = partners;
        this.journey = journey;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/cases").handler(auth.people()).handler(this::get);
    }

    private void get(RoutingContext context) {
        CaseScope scope = access.scope(Callers.of(context));
        Optional<ProgramId> program = parameter(context, "program", ProgramId::isValid, "must be a program")
                .map(ProgramId::new);
        PgCaseList.After after = parameter(context, "after", CasesHandler::isCase, "must be a case, <program>/<case>")
                .map(CaseRef::of)
                .map(ref -> new PgCaseList.After(ref.program().value(), ref.code()))
                .orElse(PgCaseList.After.NOTHING);
        int limit = parameter(context, "limit", CasesHandler::isLimit, "must be a whole number from 1 to " + MOST)
                .map(Integer::valueOf)
                .orElse(LIMIT);
        Answers.of(
                context,
                list.page(database.client(), scope, program, after, limit + 1)
                        .compose(page -> page(page, limit, scope)));
    }

    private Future<JsonObject> page(List<CareCase> found, int limit, CaseScope scope) {
        boolean more = found.size() > limit;
        List<CareCase> page = more ? found.subList(0, limit) : found;
        return read.facts(database.client(), page).map(facts -> {
            Instant now = clocks.business();
            JsonArray cases = new JsonArray();
            facts.forEach(one -> cases.add(line(one, scope, now)));
            String next = more ? page.get(limit - 1).ref().toString() : null;
            return new JsonObject().put("cases", cases).put("next", next);
        });
    }

    private JsonObject line(CaseFacts facts, CaseScope scope, Instant now) {
        List<RecordedMilestone> timeline = facts.timeline();
        JsonObject last = null;
        if (!timeline.isEmpty()) {
            RecordedMilestone newest = timeline.get(timeline.size() - 1);
            last = new JsonObject()
                    .put("type", newest.code().value())
                    .put("time", Times.write(newest.occurredAt()))
                    .put("partner", newest.partner().value());
        }
        JsonObject line = CaseJson.head(facts.careCase(), facts.state(journey.get(), partners, now))
                .put("milestones", timeline.size())
                .put(
                        "openTasks",
                        facts.tasksSeenBy(scope.partner()).stream()
                                .filter(Task::isOpen)
                                .count())
                .put("lastMilestone", last);
        return scope.partner().isPresent()
                ? line
                : line.put("managers", CaseJson.managers(facts.careCase().managers()));
    }

    private static Optional<String> parameter(
            RoutingContext context, String name, java.util.function.Predicate<String> valid, String must) {
        List<String> given = context.queryParam(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1 || !valid.test(given.get(0))) {
            throw Problem.invalid("/" + name, must);
        }
        return Optional.of(given.get(0));
    }

    private static boolean isCase(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 2 && ProgramId.isValid(parts[0]) && CaseRef.isValidCode(parts[1]);
    }

    private static boolean isLimit(String text) {
        return text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= MOST;
    }
}
