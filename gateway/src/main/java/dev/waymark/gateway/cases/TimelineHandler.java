package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.tasks.TaskJson;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/programs/{program}/cases/{case}/timeline}, for people: each milestone with the tasks it made and the
 * messages it led to, sent or not, and why. Managers see replaced milestones too, and who is on the case; who works at a
 * partner sees the tracker and the inbox of that partner, put together. Thread-safe.
 */
public final class TimelineHandler {

    /** Of our own: beyond it the oldest are left out. */
    private static final int MOST_MESSAGES = 2_000;

    private final CaseReading reading;
    private final PgNotifications notifications;
    private final PartnerDirectory partners;
    private final Supplier<Journey> journey;
    private final Clocks clocks;

    public TimelineHandler(
            CaseReading reading,
            PgNotifications notifications,
            PartnerDirectory partners,
            Supplier<Journey> journey,
            Clocks clocks) {
        this.reading = reading;
        this.notifications = notifications;
        this.partners = partners;
        this.journey = journey;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/programs/:program/cases/:case/timeline")
                .handler(auth.people())
                .handler(this::get);
    }

    private void get(RoutingContext context) {
        Answers.of(context, reading.seen(context, "show timeline", (tx, seen) -> notifications
                .ofCase(tx, seen.facts().careCase().id(), MOST_MESSAGES)
                .compose(all -> reading.reasons(context, tx, seen)
                        .map(reasons -> timeline(seen, visible(seen.viewer(), all), reasons)))));
    }

    private static List<Notification> visible(CaseViewer viewer, List<Notification> all) {
        return all.stream()
                .filter(one -> viewer.isManager() || isInInbox(viewer, one))
                .sorted(Comparator.comparing(Notification::madeAt))
                .toList();
    }

    private static boolean isInInbox(CaseViewer viewer, Notification one) {
        return one.sequence().isPresent() && one.partner().equals(viewer.partner());
    }

    private JsonObject timeline(SeenCase seen, List<Notification> messages, Map<TaskId, String> reasons) {
        CaseFacts facts = seen.facts();
        CareCase careCase = facts.careCase();
        Instant now = clocks.business();
        Map<MilestoneId, List<Notification>> byMilestone =
                messages.stream().collect(Collectors.groupingBy(Notification::milestone));
        boolean manager = seen.viewer().isManager();
        JsonArray milestones = new JsonArray();
        for (RecordedMilestone milestone : manager ? facts.recorded() : facts.timeline()) {
            JsonObject json = CaseJson.milestone(milestone, seen)
                    .put("tasks", tasks(facts, milestone.id(), reasons, now))
                    .put("messages", messages(byMilestone.getOrDefault(milestone.id(), List.of())));
            milestones.add(manager ? corrections(json, milestone) : json);
        }
        JsonObject timeline = CaseJson.head(careCase, facts.state(journey.get(), partners, now))
                .put("milestones", milestones);
        return manager ? whoIsOnIt(timeline, seen) : timeline;
    }

    private static JsonObject corrections(JsonObject json, RecordedMilestone milestone) {
        return json.put("corrects", text(milestone.corrects())).put("replacedBy", text(milestone.replacedBy()));
    }

    private static JsonObject whoIsOnIt(JsonObject timeline, SeenCase seen) {
        CareCase careCase = seen.facts().careCase();
        return timeline.put(
                        "enrolledAt", careCase.enrolledAt().map(Times::write).orElse(null))
                .put("partners", CaseJson.partners(careCase.partners()))
                .put("managers", CaseJson.managers(careCase.managers()))
                .put("people", CaseJson.people(seen));
    }

    /** With its owner's words, for managers and for who works there. */
    private static JsonArray tasks(CaseFacts facts, MilestoneId milestone, Map<TaskId, String> reasons, Instant now) {
        JsonArray tasks = new JsonArray();
        facts.tasks().stream()
                .filter(task -> task.milestone().equals(milestone))
                .forEach(task -> {
                    JsonObject json = TaskJson.of(task, now);
                    Optional.ofNullable(reasons.get(task.id())).ifPresent(words -> json.put("reason", words));
                    tasks.add(json);
                });
        return tasks;
    }

    private static JsonArray messages(List<Notification> notifications) {
        JsonArray messages = new JsonArray();
        notifications.forEach(one -> messages.add(ToldJson.of(one)));
        return messages;
    }

    private static @Nullable String text(Optional<MilestoneId> id) {
        return id.map(MilestoneId::toString).orElse(null);
    }
}
