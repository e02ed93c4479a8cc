package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.fanout.OpenWords;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.rendering.PartnerEvent;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifications as their partner's inbox shows them. Thread-safe. */
public final class InboxEntries {

    private final PgMilestones milestones;
    private final PgMessages messages;
    private final ReadSituations situations;
    private final PgTasks tasks;
    private final Clocks clocks;

    public InboxEntries(
            PgMilestones milestones, PgMessages messages, ReadSituations situations, PgTasks tasks, Clocks clocks) {
        this.milestones = milestones;
        this.messages = messages;
        this.situations = situations;
        this.tasks = tasks;
        this.clocks = clocks;
    }

    /** Those of a page, in its order, for their partner: what is shown is thereby delivered. */
    public Future<JsonArray> deliver(SqlClient tx, Reader reader, List<Notification> page) {
        return tasks.deliver(tx, page.stream().map(Notification::id).toList(), clocks.business())
                .compose(done -> show(tx, reader, page));
    }

    /** The same for people who look on. */
    Future<JsonArray> show(SqlClient tx, Reader reader, List<Notification> page) {
        Set<CaseId> cases = new HashSet<>();
        page.forEach(notification -> cases.add(notification.caseId()));
        return situations.now(tx, cases).compose(stand -> open(tx, reader, page, stand)
                .map(contents -> {
                    JsonArray entries = new JsonArray();
                    page.forEach(notification -> entries.add(entry(notification, stand, contents)));
                    return entries;
                }));
    }

    private Future<Map<MilestoneId, MilestoneContent>> open(
            SqlClient tx, Reader reader, List<Notification> page, Map<CaseId, Situation> stand) {
        OpenWords words = new OpenWords(milestones, messages);
        for (Notification notification : page) {
            Situation situation = situation(notification, stand);
            if (PartnerEvent.showsNote(notification, situation)) {
                words.add(situation, notification.milestone());
            }
        }
        return words.open(tx, reader);
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
