package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.PartnerEvent;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/notifications}: a partner's own, by {@code sequence} (protocol, section 5). A page that lists a task
 * delivers it.
 */
public final class InboxHandler {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Database database;
    private final PgNotifications notifications;
    private final PgMilestones milestones;
    private final ReadSituations situations;
    private final PgTasks tasks;
    private final Clocks clocks;

    public InboxHandler(
            Database database,
            PgNotifications notifications,
            PgMilestones milestones,
            ReadSituations situations,
            PgTasks tasks,
            Clocks clocks) {
        this.database = database;
        this.notifications = notifications;
        this.milestones = milestones;
        this.situations = situations;
        this.tasks = tasks;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication authentication) {
        router.get("/v1/notifications").handler(authentication.either()).handler(this::answer);
    }

    /** The partner that a caller speaks for; others have no inbox. */
    static PartnerId partner(Caller caller) {
        if (caller instanceof Caller.OfPartner signed) {
            return signed.partner();
        }
        return ((Caller.OfPerson) caller).partner().orElseThrow(Problem::notFound);
    }

    private void answer(RoutingContext context) {
        Caller caller = Callers.of(context);
        PartnerId partner = partner(caller);
        InboxQuery query = InboxQuery.of(context.queryParams(), USUAL_PAGE, LARGEST_PAGE);
        Reader reader = new Reader(caller.auditName(), "read inbox");
        Answers.of(context, database.transaction(tx -> notifications
                .inbox(tx, partner, query.after(), query.all(), query.limit())
                .compose(page -> deliver(tx, page).compose(done -> page(tx, reader, page, query)))));
    }

    private Future<Void> deliver(SqlClient tx, List<Notification> page) {
        Set<TaskId> listed = new HashSet<>();
        page.forEach(notification -> notification.task().ifPresent(listed::add));
        return tasks.deliver(tx, listed, clocks.business()).mapEmpty();
    }

    private Future<JsonObject> page(SqlClient tx, Reader reader, List<Notification> page, InboxQuery query) {
        Set<CaseId> cases = new HashSet<>();
        page.forEach(notification -> cases.add(notification.caseId()));
        return situations.now(tx, cases).compose(stand -> open(tx, reader, page, stand)
                .map(contents -> {
                    JsonArray entries = new JsonArray();
                    page.forEach(notification -> entries.add(entry(notification, stand, contents)));
                    Long next = page.size() == query.limit()
                            ? page.get(page.size() - 1).sequence().orElseThrow()
                            : null;
                    return new JsonObject().put("notifications", entries).put("next", next);
                }));
    }

    private Future<Map<MilestoneId, MilestoneContent>> open(
            SqlClient tx, Reader reader, List<Notification> page, Map<CaseId, Situation> stand) {
        Set<RecordedMilestone> shown = new HashSet<>();
        for (Notification notification : page) {
            Situation situation = situation(notification, stand);
            if (PartnerEvent.showsNote(notification, situation)) {
                shown.add(PartnerEvent.milestone(notification, situation));
            }
        }
        return milestones.open(tx, reader, shown);
    }

    private static JsonObject entry(
            Notification notification, Map<CaseId, Situation> stand, Map<MilestoneId, MilestoneContent> contents) {
        Situation situation = situation(notification, stand);
        Optional<MilestoneContent> content = PartnerEvent.showsNote(notification, situation)
                ? Optional.ofNullable(contents.get(notification.milestone()))
                : Optional.empty();
        return PartnerEvent.inboxEntry(notification, situation, content);
    }

    private static Situation situation(Notification notification, Map<CaseId, Situation> stand) {
        Situation situation = stand.get(notification.caseId());
        if (situation == null) {
            throw new IllegalStateException("notification " + notification.id() + " is of no case");
        }
        return situation;
    }
}
