package dev.waymark.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.MediaType;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.http.StrictJson;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code POST /v1/milestones}: one event or a batch of them, signed (protocol, section 3). Thread-safe. */
public final class MilestonesHandler {

    private static final String SINGLE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    /** Protocol, section 3. */
    private static final int MAX_BATCH = 1_000;

    /** Bytes of a body from which on reading it is no matter of microseconds any more. */
    private static final int LONG_BODY = 32 * 1024;

    private final Function<PartnerId, Set<ProgramId>> programsOf;
    private final Supplier<Journey> journey;
    private final EventReader reader;
    private final Clocks clocks;
    private final RateLimits limits;
    private final Intake intake;

    /**
     * @param programsOf the programs of a partner now
     * @param journey the journey now
     * @param limits counts each event of a batch as a request
     */
    public MilestonesHandler(
            Function<PartnerId, Set<ProgramId>> programsOf,
            Supplier<Journey> journey,
            Sealing sealing,
            Clocks clocks,
            RateLimits limits,
            Intake intake) {
        this.programsOf = programsOf;
        this.journey = journey;
        this.reader = new EventReader(canonical -> sealing.keyedHash("event-digest", canonical));
        this.clocks = clocks;
        this.limits = limits;
        this.intake = intake;
    }

    public void mount(Router router, Authentication auth) {
        router.post("/v1/milestones").handler(auth.signed()).handler(this::take);
    }

    private void take(RoutingContext context) {
        boolean batch = MediaType.require(context, SINGLE, BATCH).equals(BATCH);
        PartnerId partner = Callers.partner(context).partner();
        Buffer body = Bodies.of(context);
        Supplier<List<PostedEvent>> read = () -> batch ? readBatch(body, partner) : readSingle(body, partner);
        Future<List<PostedEvent>> entries = body.length() > LONG_BODY
                ? context.vertx().executeBlocking(read::get, false)
                : Future.succeededFuture(read).map(Supplier::get);
        entries.compose(posted -> PostedEvent.take(posted, intake))
                .onComplete(
                        taken -> {
                            if (batch) {
                                answerBatch(context, taken);
                            } else {
                                answerSingle(context, taken.get(0));
                            }
                        },
                        context::fail);
    }

    private List<PostedEvent> readSingle(Buffer body, PartnerId partner) {
        JsonNode event = StrictJson.tree(body);
        return List.of(PostedEvent.of(reader.read(event, sender(partner), clocks.business(), journey.get())));
    }

    private List<PostedEvent> readBatch(Buffer body, PartnerId partner) {
        JsonNode events = StrictJson.tree(body);
        if (!events.isArray() || events.isEmpty() || events.size() > MAX_BATCH) {
            throw Problem.invalid("", "must be an array of 1 to " + MAX_BATCH + " events");
        }
        limits.takeAs(partner, events.size());
        Sender sender = sender(partner);
        Instant now = clocks.business();
        Journey current = journey.get();
        List<PostedEvent> entries = new ArrayList<>(events.size());
        for (JsonNode event : events) {
            entries.add(readEntry(event, sender, now, current));
        }
        return entries;
    }

    private PostedEvent readEntry(JsonNode event, Sender sender, Instant now, Journey current) {
        try {
            return PostedEvent.of(reader.read(event, sender, now, current));
        } catch (Problem refused) {
            return PostedEvent.refused(EventAnswers.name(event), refused);
        }
    }

    private Sender sender(PartnerId partner) {
        return new Sender(partner, programsOf.apply(partner));
    }

    private static void answerSingle(RoutingContext context, PostedEvent posted) {
        posted.fold(
                kept -> {
                    Answers.json(context, EventAnswers.status(kept), EventAnswers.kept(posted, kept));
                    return posted;
                },
                problem -> {
                    context.fail(problem);
                    return posted;
                });
    }

    private static void answerBatch(RoutingContext context, List<PostedEvent> taken) {
        JsonArray results = new JsonArray();
        taken.forEach(posted -> results.add(posted.<JsonObject>fold(
                kept -> EventAnswers.kept(posted, kept), problem -> EventAnswers.rejected(posted.name(), problem))));
        Answers.json(context, 200, new JsonObject().put("results", results));
    }
}
