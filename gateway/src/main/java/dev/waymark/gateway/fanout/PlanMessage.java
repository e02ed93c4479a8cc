package dev.waymark.gateway.fanout;

import dev.waymark.gateway.fanout.FanoutPlan.PlannedAlert;
import dev.waymark.gateway.fanout.FanoutPlan.TaskEnd;
import dev.waymark.gateway.messages.Author;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.tasks.AnsweredBy;
import dev.waymark.gateway.tasks.Task;
import java.util.List;
import java.util.Optional;

/** What a message brings about: it answers what it replies to, and goes to those addressed, never to people. Pure. */
final class PlanMessage {

    private final Situation situation;
    private final AskPartner partners;

    PlanMessage(Situation situation, Ids ids) {
        this.situation = situation;
        this.partners = new AskPartner(situation, ids);
    }

    FanoutPlan plan(PostedMessage message) {
        FanoutPlan plan = new FanoutPlan(List.of(), answers(message), List.of(), alert(message));
        for (PartnerId addressed : message.partners()) {
            if (!isAsked(message, addressed)) {
                plan = plan.and(partners.pass(message, addressed));
            }
        }
        return plan;
    }

    /** A plan that was made before is made again without asking twice. */
    private boolean isAsked(PostedMessage message, PartnerId addressed) {
        return situation.tasks().stream()
                .anyMatch(task -> task.milestone().equals(message.id().subject())
                        && task.owner().equals(addressed));
    }

    /** The writer's own open questions to which this is the reply, told to who asked. */
    private List<TaskEnd> answers(PostedMessage message) {
        Optional<PartnerId> writer = message.author().partner();
        return message.inReplyTo().stream()
                .filter(asked -> situation
                        .message(asked.subject())
                        .filter(question -> new Replies(situation).answers(message, question))
                        .isPresent())
                .flatMap(asked -> situation.tasks().stream()
                        .filter(task -> task.milestone().equals(asked.subject())))
                .filter(Task::isOpen)
                .filter(task -> writer.equals(Optional.of(task.owner())))
                .<TaskEnd>map(
                        task -> new TaskEnd.Completed(task.id(), task.owner(), AnsweredBy.MESSAGE, message.postedAt()))
                .toList();
    }

    /** To be acknowledged where a partner wrote; what managers note among themselves is there to be read. */
    private static List<PlannedAlert> alert(PostedMessage message) {
        if (!message.managers()) {
            return List.of();
        }
        return List.of(new PlannedAlert(
                "message",
                PostedMessage.CODE,
                Optional.of(message.id().subject()),
                message.answerWithin().isPresent() ? "warning" : "info",
                message.author() instanceof Author.OfPartner,
                true,
                "message/" + message.id()));
    }
}
