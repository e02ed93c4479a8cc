package dev.waymark.gateway.tasks;

import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The next state of a task in the making: starts as the task is, each step changes a part. For one use. */
final class TaskChange {

    private final Task before;
    private MilestoneId milestone;
    private TaskStatus status;
    private Instant dueAt;
    private Optional<Instant> deliveredAt;
    private Optional<Instant> acknowledgedAt;
    private Optional<AnsweredBy> answeredBy;
    private Optional<Instant> completedAt;
    private Optional<PartnerId> completedBy;
    private Optional<Instant> closedAt;
    private Optional<Instant> rejectedAt;
    private Optional<Instant> heldSince;
    private List<Hold> holds;

    TaskChange(Task task) {
        before = task;
        milestone = task.milestone();
        status = task.status();
        dueAt = task.dueAt();
        deliveredAt = task.deliveredAt();
        acknowledgedAt = task.acknowledgedAt();
        answeredBy = task.answeredBy();
        completedAt = task.completedAt();
        completedBy = task.completedBy();
        closedAt = task.closedAt();
        rejectedAt = task.rejectedAt();
        heldSince = task.heldSince();
        holds = task.holds();
    }

    /** The first delivery counts. */
    TaskChange delivered(Instant at) {
        deliveredAt = deliveredAt.or(() -> Optional.of(at));
        return this;
    }

    /** The first answer counts; whoever answers was reached by then, even where the word of that came in later. */
    TaskChange answered(AnsweredBy by, Instant at) {
        if (acknowledgedAt.isEmpty()) {
            deliveredAt = deliveredAt.filter(at::isAfter).or(() -> Optional.of(at));
            acknowledgedAt = Optional.of(at);
            answeredBy = Optional.of(by);
        }
        return this;
    }

    /** Into a status; leaving a hold moves the due time on by as long as it lasted. */
    TaskChange status(TaskStatus next, Instant at) {
        if (heldSince.isPresent() && next != TaskStatus.ON_HOLD) {
            dueAt = before.dueAt(at);
            holds = Stream.concat(before.holds().stream(), heldSince.stream().map(since -> new Hold(since, at)))
                    .toList();
            heldSince = Optional.empty();
        }
        if (next == TaskStatus.ON_HOLD) {
            heldSince = Optional.of(at);
        }
        status = next;
        return this;
    }

    TaskChange completed(PartnerId by, Instant at) {
        completedAt = Optional.of(at);
        completedBy = Optional.of(by);
        return status(TaskStatus.COMPLETED, at);
    }

    TaskChange rejected(Instant at) {
        rejectedAt = Optional.of(at);
        return status(TaskStatus.REJECTED, at);
    }

    TaskChange closed(Instant at) {
        closedAt = Optional.of(at);
        return this;
    }

    TaskChange milestone(MilestoneId next) {
        milestone = next;
        return this;
    }

    Task task() {
        return new Task(
                before.id(),
                before.caseId(),
                milestone,
                before.action(),
                before.role(),
                before.owner(),
                status,
                before.requestedAt(),
                dueAt,
                deliveredAt,
                acknowledgedAt,
                answeredBy,
                completedAt,
                completedBy,
                closedAt,
                rejectedAt,
                heldSince,
                holds,
                before.calendar(),
                before.policy());
    }
}
