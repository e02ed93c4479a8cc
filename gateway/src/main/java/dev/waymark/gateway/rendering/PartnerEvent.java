package dev.waymark.gateway.rendering;

import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.MilestoneView;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.messages.MessageJson;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskJson;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partner's notification as it stands now: the CloudEvent of its webhook, and the entry of its inbox (protocol,
 * sections 5 and 6). Pure.
 */
public final class PartnerEvent {

    /** The media type of the event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private PartnerEvent() {}

    /** Whether the partner may read what was written: the note of the milestone, or the message. */
    public static boolean showsNote(Notification notification, Situation situation) {
        PartnerId partner = notification.partner().orElseThrow();
        Optional<PostedMessage> message = situation.message(notification.milestone());
        if (message.isPresent()) {
            return situation.careCase().lists(partner) && message.get().isSeenBy(new CaseViewer.AsPartner(partner));
        }
        RecordedMilestone milestone = milestone(notification, situation);
        List<PartnerId> asked = situation.tasks().stream()
                .filter(task -> task.milestone().equals(milestone.id()))
                .map(Task::owner)
                .toList();
        return MilestoneView.showsNote(
                new CaseViewer.AsPartner(partner),
                situation.careCase(),
                situation.journey().policy(milestone.code()),
                asked);
    }

    /** The structured-mode CloudEvent; {@code content} is empty where the partner may not read it. */
    public static JsonObject cloudEvent(
            Notification notification, Situation situation, Optional<MilestoneContent> content) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", notification.id().toString())
                .put("source", "/waymark")
                .put("type", notification.template())
                .put("subject", situation.careCase().ref().toString())
                .put("time", Times.write(notification.madeAt()))
                .put("datacontenttype", "application/json")
                .put("data", data(notification, situation, content));
    }

    /** The entry of the inbox: the event's {@code data}, with its type and whether it was sent. */
    public static JsonObject inboxEntry(
            Notification notification, Situation situation, Optional<MilestoneContent> content) {
        return data(notification, situation, content)
                .put("type", notification.template())
                .put("sent", notification.sentAt().isPresent());
    }

    private static JsonObject data(Notification notification, Situation situation, Optional<MilestoneContent> content) {
        Optional<PostedMessage> message = situation.message(notification.milestone());
        JsonObject data = new JsonObject()
                .put("to", notification.partner().orElseThrow().value())
                .put("notification", notification.id().toString())
                .put("case", situation.careCase().ref().toString())
                .put("milestone", message.isPresent() ? null : milestone(milestone(notification, situation), content));
        message.ifPresent(
                posted -> data.put("message", MessageJson.told(posted, content.flatMap(MilestoneContent::note))));
        return data.put("task", task(notification, situation))
                .put("sequence", notification.sequence().orElseThrow());
    }

    /** The milestone that it is about; of one that is about a message there is none. */
    public static RecordedMilestone milestone(Notification notification, Situation situation) {
        MilestoneId id = notification.milestone();
        RecordedMilestone milestone = situation.milestones().get(id);
        if (milestone == null) {
            throw new IllegalStateException(
                    "notification " + notification.id() + " is of milestone " + id + ", which is not on its case");
        }
        return milestone;
    }

    private static JsonObject milestone(RecordedMilestone milestone, Optional<MilestoneContent> content) {
        JsonObject json = new JsonObject()
                .put("milestone", milestone.id().toString())
                .put("type", milestone.code().value())
                .put("time", Times.write(milestone.occurredAt()))
                .put("partner", milestone.partner().value());
        milestone.reason().ifPresent(reason -> json.put("reason", reason));
        content.flatMap(MilestoneContent::note).ifPresent(note -> json.put("note", note));
        return json;
    }

    private static @Nullable JsonObject task(Notification notification, Situation situation) {
        return notification
                .task()
                .flatMap(situation::task)
                .map(task -> TaskJson.of(task, situation.now()))
                .orElse(null);
    }
}
