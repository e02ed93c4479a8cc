package dev.waymark.gateway.responsiveness;

import java.time.Duration;
import java.time.Instant;

/** Counts the tasks of one row, one after the other. */
final class Tally {

    /** An answer in less than this came at once: a machine's rather than a person's (protocol, section 10). */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Instant asOf;
    private final Duration within;
    private final AnswerTimes answers = new AnswerTimes();
    private long requested;
    private long due;
    private long pending;
    private long pendingAnswered;
    private long cancelled;
    private long undeliverable;
    private long acknowledged;
    private long acknowledgedWithin;
    private long answeredByHold;
    private long answeredAtOnce;
    private long completedWithin;
    private long overdue;

    Tally(Instant asOf, Duration within) {
        this.asOf = asOf;
        this.within = within;
    }

    /** {@code task} as it stands at the moment of the measure. */
    void add(TaskTimes task) {
        requested++;
        overdue += isOverdue(task) ? 1 : 0;
        switch (TaskClass.of(task, within, asOf)) {
            case CANCELLED -> cancelled++;
            case UNDELIVERABLE -> undeliverable++;
            case PENDING -> {
                pending++;
                pendingAnswered += task.answeredAt().isPresent() ? 1 : 0;
            }
            case DUE -> addDue(task, task.deliveredAt().orElseThrow());
        }
    }

    MeasureRow row(String key) {
        return new MeasureRow(
                key,
                requested,
                due,
                pending,
                pendingAnswered,
                cancelled,
                undeliverable,
                acknowledged,
                acknowledgedWithin,
                answeredByHold,
                answeredAtOnce,
                completedWithin,
                answers.quantile(50),
                answers.quantile(90),
                overdue);
    }

    private void addDue(TaskTimes task, Instant delivered) {
        due++;
        task.completedByOwner()
                .map(completed -> Duration.between(delivered, completed).minus(task.held()))
                .filter(took -> took.compareTo(within) <= 0)
                .ifPresent(took -> completedWithin++);
        task.answeredAt()
                .ifPresentOrElse(
                        answer -> addAnswer(task, Duration.between(delivered, answer)), answers::addUnanswered);
    }

    private void addAnswer(TaskTimes task, Duration took) {
        answers.add(took.toMillis());
        acknowledged++;
        if (took.compareTo(within) <= 0) {
            acknowledgedWithin++;
            answeredByHold += task.answeredByHold() ? 1 : 0;
            answeredAtOnce += took.compareTo(AT_ONCE) < 0 ? 1 : 0;
        }
    }

    /** On hold the due time moves on with the clock: what was not past it then is not past it now. */
    private boolean isOverdue(TaskTimes task) {
        boolean isDone = task.completedByOwner().isPresent()
                || task.rejectedAt().isPresent()
                || task.closedAt().isPresent();
        return !isDone && task.heldSince().orElse(asOf).isAfter(task.dueAt());
    }
}
