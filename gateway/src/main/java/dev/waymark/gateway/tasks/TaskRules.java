package dev.waymark.gateway.tasks;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How tasks move (protocol, section 5). Pure: each gives the task as it is next, the same one where nothing changes.
 *
 * <pre>
 *   requested ─▶ received ─▶ accepted ─▶ in-progress ─▶ completed        forward, steps may be skipped
 *       └───────────┴────────────┴────────────┴──▶ on-hold ─▶ accepted | in-progress | completed | rejected
 *       └───────────┴────────────┴────────────┴────────┴────▶ rejected, cancelled
 * </pre>
 */
public final class TaskRules {

    private TaskRules() {}

    /** A task asked for at {@code at} by this {@code version} of the journey; its clock runs from then, in its owner's calendar. */
    public static Task request(
            TaskId id,
            CaseId caseId,
            MilestoneId milestone,
            TaskPolicy policy,
            PartnerRole role,
            PartnerId owner,
            Calendar calendar,
            String version,
            Instant at) {
        return new Task(
                id,
                caseId,
                milestone,
                policy.action(),
                role,
                owner,
                TaskStatus.REQUESTED,
                at,
                policy.clock().due(at, calendar),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(calendar).filter(own -> policy.clock().inWorkingTime()),
                version);
    }

    /** It reached its owner: an attempt was answered, an inbox page lists it, or it counts as offered. */
    public static Task deliver(Task task, Instant at) {
        if (task.deliveredAt().isPresent() || isOver(task, at)) {
            return task;
        }
        TaskChange change = new TaskChange(task).delivered(at);
        return task.status() == TaskStatus.REQUESTED
                ? change.status(TaskStatus.RECEIVED, at).task()
                : change.task();
    }

    /** Its owner, or one of the owner's contacts, acknowledged one of its notifications. */
    public static Task acknowledge(Task task, Instant at) {
        TaskChange change = new TaskChange(task).answered(AnsweredBy.ACKNOWLEDGEMENT, at);
        boolean isFurther = task.status() != TaskStatus.REQUESTED && task.status() != TaskStatus.RECEIVED;
        return isFurther
                ? change.task()
                : change.status(TaskStatus.ACCEPTED, at).task();
    }

    /** Its owner reports a status: accepted, in-progress, on-hold, completed or rejected. */
    public static StatusStep report(Task task, TaskStatus next, Instant at) {
        if (next == task.status()) {
            return new StatusStep.Already(task);
        }
        if (!task.status().mayBecome(next)) {
            return new StatusStep.NotForward(task.status(), next);
        }
        TaskChange change =
                new TaskChange(task).answered(next == TaskStatus.ON_HOLD ? AnsweredBy.ON_HOLD : AnsweredBy.STATUS, at);
        return new StatusStep.Moved(
                switch (next) {
                    case COMPLETED -> change.completed(task.owner(), at).task();
                    case REJECTED -> change.rejected(at).task();
                    default -> change.status(next, at).task();
                });
    }

    /** A milestone of {@code by} completed it; the owner's own is an answer, another's closes it. */
    public static Task complete(Task task, PartnerId by, Instant at) {
        return complete(task, by, AnsweredBy.MILESTONE, at);
    }

    /** What {@code by} sent completed it; the owner's own is an answer, another's closes it. */
    public static Task complete(Task task, PartnerId by, AnsweredBy with, Instant at) {
        if (!task.isOpen()) {
            return task;
        }
        TaskChange change = new TaskChange(task);
        return by.equals(task.owner())
                ? change.answered(with, at).completed(by, at).task()
                : change.completed(by, at).closed(at).task();
    }

    /** A milestone of {@code by} ends the case, or corrected the one that asked; the owner's own is an answer. */
    public static Task cancel(Task task, PartnerId by, Instant at) {
        if (!task.isOpen()) {
            return task;
        }
        TaskChange change = new TaskChange(task);
        if (by.equals(task.owner())) {
            change.answered(AnsweredBy.MILESTONE, at);
        }
        return change.status(TaskStatus.CANCELLED, at).closed(at).task();
    }

    /** It is taken from its owner, who has the role no more. */
    public static Task withdraw(Task task, Instant at) {
        return task.isOpen()
                ? new TaskChange(task)
                        .status(TaskStatus.CANCELLED, at)
                        .closed(at)
                        .task()
                : task;
    }

    /** The correction {@code by} asks the same as what it replaces: the task goes on, with its clock. */
    public static Task goOn(Task task, MilestoneId by) {
        return new TaskChange(task).milestone(by).task();
    }

    /** What is over is delivered no more, unless that happened before it was over. */
    private static boolean isOver(Task task, Instant at) {
        return !task.isOpen()
                && task.closedAt().filter(closed -> !at.isAfter(closed)).isEmpty();
    }
}
