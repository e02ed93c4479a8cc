package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the milestones of a case asked so far. Pure. */
final class AskedByMilestones {

    private final Situation situation;
    private final Replies replies;
    private final Map<MilestoneId, List<Task>> tasks;
    private final List<TimelineEntry> replaced;

    AskedByMilestones(Situation situation) {
        this.situation = situation;
        this.replies = new Replies(situation);
        this.tasks = situation.tasks().stream().collect(Collectors.groupingBy(Task::milestone));
        this.replaced = situation.milestones().values().stream()
                .map(RecordedMilestone::entry)
                .filter(entry -> entry.replacedBy().isPresent())
                .toList();
    }

    /** Its tasks. A correction that asks the same goes on with those of what it replaced, even where they were over. */
    List<Task> by(TimelineEntry entry) {
        List<Task> made = new ArrayList<>(replaced(entry)
                .filter(old -> situation
                        .journey()
                        .correct(old.code(), entry.code())
                        .goesOn()
                        .isPresent())
                .map(this::by)
                .orElse(List.of()));
        made.addAll(tasks.getOrDefault(entry.id(), List.of()));
        return made;
    }

    /**
     * What stands unanswered because {@code old} turned out not to have happened: it, or another that did not, had ended it,
     * or kept it from being asked; nothing else does, and nobody is at it.
     */
    List<TimelineEntry> reopenedWithout(TimelineEntry old) {
        return situation.timeline().entries().stream()
                .filter(entry -> by(entry).isEmpty()
                        ? situation.timeline().silences(old, entry)
                        : wasEndedByMistakeAs(old, entry))
                .filter(entry -> !situation.timeline().isEnded(entry)
                        && situation.timeline().silence(entry).isEmpty())
                .toList();
    }

    private boolean wasEndedByMistakeAs(TimelineEntry old, TimelineEntry entry) {
        return situation.journey().ends(old.code(), entry.code())
                && by(entry).stream().noneMatch(Task::isOpen)
                && newest(by(entry)).filter(this::wasEndedByMistake).isPresent();
    }

    /**
     * The questions that stand unanswered because {@code old} turned out not to have closed the case: nothing else closes
     * it, nobody replied meanwhile, and they were not asked again.
     */
    List<Task> questionsReopenedWithout(TimelineEntry old) {
        boolean closed = situation.timeline().entries().stream()
                .anyMatch(entry -> situation.journey().closes(entry.code()));
        return closed || !situation.journey().closes(old.code())
                ? List.of()
                : situation.tasks().stream()
                        .filter(task -> task.status() == TaskStatus.CANCELLED && wasEndedByMistake(task))
                        .filter(task -> situation
                                .message(task.milestone())
                                .filter(question -> replies.answersOf(task.owner(), question)
                                        .isEmpty())
                                .isPresent())
                        .filter(task -> situation.tasks().stream().noneMatch(other -> isAskedAgain(task, other)))
                        .toList();
    }

    private static boolean isAskedAgain(Task task, Task other) {
        return !other.id().equals(task.id())
                && other.milestone().equals(task.milestone())
                && other.owner().equals(task.owner())
                && (other.isOpen() || other.requestedAt().isAfter(task.requestedAt()));
    }

    private static Optional<Task> newest(List<Task> inOrder) {
        return inOrder.stream().reduce((older, newer) -> newer);
    }

    /** By what was corrected: now, or while something else still ended it. */
    private boolean wasEndedByMistake(Task task) {
        return replaced.stream().anyMatch(old -> wasEndedBy(task, old));
    }

    private static boolean wasEndedBy(Task task, TimelineEntry old) {
        return task.completedAt()
                .filter(at -> task.completedBy().equals(Optional.of(old.partner())))
                .or(task::closedAt)
                .filter(old.acceptedAt()::equals)
                .isPresent();
    }

    private Optional<TimelineEntry> replaced(TimelineEntry entry) {
        return Optional.ofNullable(situation.milestones().get(entry.id()))
                .flatMap(RecordedMilestone::corrects)
                .flatMap(situation::entry);
    }
}
