package dev.waymark.gateway.responsiveness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a task counts as; each is in exactly one. Once due or cancelled, it is that for ever. */
enum TaskClass {
    /** Closed unanswered, before its window ended or undelivered. */
    CANCELLED,
    /** Not delivered although its window would have passed: the gateway itself could not offer it. */
    UNDELIVERABLE,
    /** Its window is open. */
    PENDING,
    /** Its window, which began when it was delivered, has ended. */
    DUE;

    /** The class of {@code task}, which is as it stands at {@code asOf}; its window ends {@code within} after delivery. */
    static TaskClass of(TaskTimes task, Duration within, Instant asOf) {
        Optional<Instant> windowEnd = task.deliveredAt().map(delivered -> delivered.plus(within));
        boolean closedInTime = task.closedAt()
                .filter(closed -> windowEnd.isEmpty() || closed.isBefore(windowEnd.get()))
                .isPresent();
        if (closedInTime && task.answeredAt().isEmpty()) {
            return CANCELLED;
        }
        if (windowEnd.isEmpty()) {
            return asOf.isBefore(task.requestedAt().plus(within)) ? PENDING : UNDELIVERABLE;
        }
        return asOf.isBefore(windowEnd.get()) ? PENDING : DUE;
    }
}
