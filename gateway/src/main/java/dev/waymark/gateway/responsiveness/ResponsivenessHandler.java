package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.responsiveness.PgTaskTimes.Selection;
import dev.waymark.gateway.tasks.DeliverOffered;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/responsiveness} (protocol, section 10). People get the tasks of their programs; a partner, or who works
 * there, its own, whatever {@code partner} says.
 */
public final class ResponsivenessHandler {

    private final Vertx vertx;
    private final Database database;
    private final DeliverOffered deliverOffered;
    private final Clocks clocks;
    private final PgTaskTimes times = new PgTaskTimes();

    public ResponsivenessHandler(Vertx vertx, Database database, DeliverOffered deliverOffered, Clocks clocks) {
        this.vertx = vertx;
        this.database = database;
        this.deliverOffered = deliverOffered;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/responsiveness").handler(auth.either()).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        MeasureQuery query = MeasureQuery.of(context.queryParams());
        Selection selection = selection(query, Callers.of(context));
        Answers.of(context, deliverOffered.run().compose(delivered -> measure(query, selection)));
    }

    private Future<JsonObject> measure(MeasureQuery query, Selection selection) {
        Instant asOf = clocks.business();
        return database.transaction(tx -> {
                    Measure measure = new Measure(asOf, query.within(), query.groupBy());
                    return times.each(tx, selection, measure::add).map(measure);
                })
                .compose(measure -> vertx.executeBlocking(measure::rows, false))
                .map(rows -> MeasureJson.of(asOf, query.within(), rows));
    }

    private static Selection selection(MeasureQuery query, Caller caller) {
        Optional<Set<ProgramId>> asked = query.program().map(Set::of);
        if (caller instanceof Caller.OfPartner signed) {
            return of(query, asked, Optional.of(signed.partner()));
        }
        Caller.OfPerson person = (Caller.OfPerson) caller;
        if (person.has(UserRole.PARTNER)) {
            return person.partner().isPresent()
                    ? of(query, asked, person.partner())
                    : of(query, Optional.of(Set.of()), Optional.empty());
        }
        Set<ProgramId> programs = new HashSet<>(person.programs());
        asked.ifPresent(programs::retainAll);
        return of(query, Optional.of(programs), query.partner());
    }

    private static Selection of(MeasureQuery query, Optional<Set<ProgramId>> programs, Optional<PartnerId> owner) {
        return new Selection(programs, owner, query.from(), query.until());
    }
}
