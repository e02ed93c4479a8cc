package dev.waymark.gateway.messages;

import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.cases.ToldJson;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Messages on the wire (protocol, section 5a). Pure. */
public final class MessageJson {

    private MessageJson() {}

    /** What a partner is told of a message: the {@code data.message} of a notification. */
    public static JsonObject told(PostedMessage message, Optional<String> text) {
        return new JsonObject()
                .put("message", message.id().toString())
                .put("from", message.author().wire())
                .put("text", text.orElse(null))
                .put("inReplyTo", message.inReplyTo().map(MessageId::toString).orElse(null))
                .put("answerBy", message.answerBy().map(Times::write).orElse(null));
    }

    static JsonObject taken(TakeMessage.Taken taken, CaseRef ref) {
        PostedMessage message = taken.message();
        return new JsonObject()
                .put("message", message.id().toString())
                .put("id", message.ownId())
                .put("case", ref.toString())
                .put("status", taken.duplicate() ? "duplicate" : "accepted")
                .put("postedAt", Times.write(message.postedAt()))
                .put("answerBy", message.answerBy().map(Times::write).orElse(null));
    }

    /**
     * What an entry is made of.
     *
     * @param tasks by what they are about
     * @param told what anybody was told on the case, for those who manage it, by what it is about
     */
    record Facts(
            CaseViewer viewer,
            Map<MessageId, String> texts,
            Map<MilestoneId, List<Task>> tasks,
            Map<MilestoneId, List<Notification>> told,
            Instant now) {

        static Facts of(
                CaseViewer viewer,
                Map<MessageId, String> texts,
                List<Task> tasks,
                List<Notification> told,
                Instant now) {
            return new Facts(
                    viewer,
                    texts,
                    tasks.stream().collect(Collectors.groupingBy(Task::milestone)),
                    told.stream().collect(Collectors.groupingBy(Notification::milestone)),
                    now);
        }
    }

    /** An entry of the thread as this viewer sees it, with the tasks that it made; to managers, with who was told. */
    static JsonObject of(PostedMessage message, Facts facts) {
        CaseViewer viewer = facts.viewer();
        JsonObject json = told(message, Optional.ofNullable(facts.texts().get(message.id())))
                .put("to", to(message))
                .put("postedAt", Times.write(message.postedAt()))
                .put("tasks", tasks(message, facts));
        if (viewer.isManager() || viewer.partner().equals(message.author().partner())) {
            json.put("by", message.author().by().orElse(null));
        }
        if (viewer.isManager()) {
            JsonArray told = new JsonArray();
            facts.told().getOrDefault(message.id().subject(), List.of()).forEach(one -> told.add(ToldJson.of(one)));
            json.put("told", told);
        }
        return json;
    }

    private static JsonArray to(PostedMessage message) {
        JsonArray to = new JsonArray();
        message.partners().stream().map(PartnerId::value).forEach(to::add);
        return message.managers() ? to.add(Author.MANAGERS) : to;
    }

    /** To its writer and to managers all; to one who was asked, its own. */
    private static JsonArray tasks(PostedMessage message, Facts facts) {
        Optional<PartnerId> partner = facts.viewer().partner();
        boolean all = partner.isEmpty() || partner.equals(message.author().partner());
        JsonArray shown = new JsonArray();
        facts.tasks().getOrDefault(message.id().subject(), List.of()).stream()
                .filter(task -> all || partner.equals(Optional.of(task.owner())))
                .forEach(task -> shown.add(TaskJson.of(task, facts.now())));
        return shown;
    }
}
