package dev.waymark.gateway.followup;

import dev.waymark.gateway.journey.FollowUpPolicy;
import dev.waymark.gateway.journey.FollowUpStep;
import dev.waymark.gateway.journey.Pace;
import dev.waymark.gateway.tasks.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is due of a task's follow-up at a moment, and when to look again. Pure.
 *
 * <pre>
 *   requested      50%       75%      due     + 1 d
 *   ├───────────────┼─────────┼────────┼────────┤        not answered: each step once
 *   ├───────┬───────┴─────────┴────────┼───────────┼─────┼─────┤
 *       answered: no step until it is due; not done then: the steps again, over a second clock
 * </pre>
 *
 * A hold stops all of this: the clock stands, and goes on where it was.
 *
 * @param steps to be taken now, in order
 * @param overdue whether it is due and not done
 * @param again whether these steps are of a later round: it was answered, and then nothing followed
 * @param lookAt the next moment at which anything may be due; empty: it is over
 */
record Due(List<FollowUpStep> steps, boolean overdue, boolean again, Progress progress, Optional<Instant> lookAt) {

    /** Nothing is due by then; whoever changes the task has it looked at sooner. */
    private static final Duration AT_LATEST = Duration.ofHours(12);

    /** Steps along a clock. */
    private record At(Duration passed, FollowUpStep step) {}

    /**
     * @param lastAnswer of the owner: to the task, or to a later step
     */
    static Due of(Task task, FollowUpPolicy policy, Optional<Instant> lastAnswer, Progress before, Instant now) {
        if (!task.isOpen()) {
            return new Due(List.of(), false, false, before, Optional.empty());
        }
        if (task.heldSince().isPresent()) {
            return new Due(List.of(), false, false, before, Optional.of(now.plus(AT_LATEST)));
        }
        Pace pace = new Pace(task.calendar());
        Duration whole = whole(task, pace);
        Duration passed = whole.minus(pace.between(now, task.dueAt()));
        Optional<Duration> answered = lastAnswer.map(at -> whole.minus(pace.between(at, task.dueAt())));
        List<At> all = policy.steps().stream()
                .flatMap(step -> step.due(whole, pace).map(at -> new At(at, step)))
                .filter(at -> at.passed().compareTo(Duration.ZERO) > 0)
                .sorted(Comparator.comparing(At::passed))
                .toList();

        Progress progress = before;
        while (isAnswered(task, answered, progress)
                && progress.round() < policy.again()
                && isReached(end(progress, whole), passed)) {
            progress = progress.again(later(end(progress, whole), answered.orElseThrow()));
        }
        Progress current = progress;
        boolean silent = isAnswered(task, answered, current);
        List<FollowUpStep> steps = silent ? List.of() : between(all, current, passed);
        Stream<Duration> ahead = Stream.concat(
                Stream.of(whole),
                silent
                        ? Stream.of(end(current, whole))
                        : all.stream().map(at -> current.from().plus(at.passed())));
        Instant next = ahead.filter(at -> !isReached(at, passed))
                .min(Comparator.naturalOrder())
                .map(at -> pace.plus(now, at.minus(passed)))
                .orElse(now.plus(AT_LATEST));
        return new Due(
                steps,
                isReached(whole, passed),
                current.round() > 0,
                current.upTo(passed),
                Optional.of(next.isAfter(now.plus(AT_LATEST)) ? now.plus(AT_LATEST) : next));
    }

    /** The clock as it was set, without the time on hold. */
    private static Duration whole(Task task, Pace pace) {
        return task.holds().stream()
                .map(hold -> pace.between(hold.since(), hold.until()))
                .reduce(pace.between(task.requestedAt(), task.dueAt()), Duration::minus);
    }

    private static boolean isAnswered(Task task, Optional<Duration> answered, Progress progress) {
        return progress.round() == 0
                ? task.isAnswered()
                : answered.filter(at -> at.compareTo(progress.from()) > 0).isPresent();
    }

    private static Duration end(Progress progress, Duration whole) {
        return progress.from().plus(whole);
    }

    private static List<FollowUpStep> between(List<At> all, Progress progress, Duration passed) {
        return all.stream()
                .filter(at -> {
                    Duration due = progress.from().plus(at.passed());
                    return due.compareTo(progress.done()) > 0 && isReached(due, passed);
                })
                .map(At::step)
                .toList();
    }

    private static boolean isReached(Duration moment, Duration passed) {
        return moment.compareTo(passed) <= 0;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
