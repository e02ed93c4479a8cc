package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.CaseFacts;
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

    /** As the case stands: what is still asked is answered whatever became of the case. */
    static Answerable of(PostedMessage message, PartnerId partner, Situation situation, PartnerDirectory partners) {
        if (!message.partners().contains(partner)) {
            return NOT_ASKED;
        }
        List<Task> asked = situation.tasks().stream()
                .filter(task -> task.milestone().equals(message.id().subject())
                        && task.owner().equals(partner))
                .toList();
        if (asked.stream().anyMatch(Task::isOpen)) {
            return YES;
        }
        Optional<Task> newest = asked.stream().max(Comparator.comparing(Task::requestedAt));
        if (newest.filter(task -> task.status() != TaskStatus.CANCELLED).isPresent()) {
            return ANSWERED;
        }
        return isClosed(situation, partners) ? CLOSED : YES;
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
