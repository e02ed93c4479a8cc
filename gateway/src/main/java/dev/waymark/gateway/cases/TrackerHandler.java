package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * {@code GET /v1/programs/{program}/cases/{case}} (protocol, section 4): the shared tracker, for partners on the case and,
 * with its people, for whoever manages it. Thread-safe.
 */
public final class TrackerHandler {

    private final CaseReading reading;
    private final PartnerDirectory partners;
    private final Supplier<Journey> journey;
    private final Clocks clocks;

    public TrackerHandler(CaseReading reading, PartnerDirectory partners, Supplier<Journey> journey, Clocks clocks) {
        this.reading = reading;
        this.partners = partners;
        this.journey = journey;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/programs/:program/cases/:case").handler(auth.either()).handler(this::get);
    }

    private void get(RoutingContext context) {
        Answers.of(context, reading.seen(context, "show tracker", (tx, seen) -> Future.succeededFuture(tracker(seen))));
    }

    private JsonObject tracker(SeenCase seen) {
        CaseFacts facts = seen.facts();
        Instant now = clocks.business();
        JsonArray milestones = new JsonArray();
        facts.timeline().forEach(milestone -> milestones.add(CaseJson.milestone(milestone, seen)));
        JsonObject tracker = CaseJson.head(facts.careCase(), facts.state(journey.get(), partners, now))
                .put("milestones", milestones)
                .put("tasks", CaseJson.tasks(facts, seen.viewer(), now));
        return seen.viewer().isManager() ? tracker.put("people", CaseJson.people(seen)) : tracker;
    }
}
