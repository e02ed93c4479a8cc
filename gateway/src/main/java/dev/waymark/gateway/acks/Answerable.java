package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.cases.CaseFacts;
import dev.waymark.gateway.fanout.Replies;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.journey.CaseStatus;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.tasks.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether a message takes an answer of this partner's contact now. */
enum Answerable {
    YES,
    /** It is not addressed to this partner, which wrote it itself. */
    NOT_ASKED,
    /** The partner answered the question, or declined to, in another way. */
    ANSWERED,
    /** The case is, and nothing is asked any more. */
    CLOSED;

    /**
     * As the case stands: what is still asked is answered whatever became of the case, unless an answer was taken of which
     * nothing came yet. One that left the question open leaves it so.
     */
    static Answerable of(PostedMessage message, PartnerId partner, Behind behind, PartnerDirectory partners) {
        if (!message.partners().contains(partner)) {
            return NOT_ASKED;
        }
        Situation situation = behind.situation();
        List<Task> asked = situation.tasks().stream()
                .filter(task -> task.milestone().equals(message.id().subject())
                        && task.owner().equals(partner))
                .toList();
        List<PostedMessage> answers = new Replies(situation).answersOf(partner, message);
        if (asked.stream().anyMatch(Task::isOpen)) {
            return answers.stream().map(PostedMessage::id).anyMatch(behind.unplanned()::contains) ? ANSWERED : YES;
        }
        Optional<Task> newest = asked.stream().max(Comparator.comparing(Task::requestedAt));
        if (newest.filter(task -> task.status() != TaskStatus.CANCELLED).isPresent()) {
            return ANSWERED;
        }
        if (isClosed(situation, partners)) {
            return CLOSED;
        }
        return newest.isPresent() && !answers.isEmpty() ? ANSWERED : YES;
    }

    private static boolean isClosed(Situation situation, PartnerDirectory partners) {
        return new CaseFacts(
                                situation.careCase(),
                                List.copyOf(situation.milestones().values()),
                                situation.tasks())
                        .state(situation.journey(), partners, situation.now())
                        .status()
                == CaseStatus.CLOSED;
    }
}
