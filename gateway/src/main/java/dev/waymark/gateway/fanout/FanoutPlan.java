package dev.waymark.gateway.fanout;

import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.outbox.Decision;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.tasks.AnsweredBy;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskRules;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be done: tasks requested and ended, messages with a decision each, alerts. */
public record FanoutPlan(
        List<Task> requests, List<TaskEnd> ends, List<PlannedMessage> messages, List<PlannedAlert> alerts) {

    public static final FanoutPlan NOTHING = new FanoutPlan(List.of(), List.of(), List.of(), List.of());

    public FanoutPlan {
        requests = List.copyOf(requests);
        ends = List.copyOf(ends);
        messages = List.copyOf(messages);
        alerts = List.copyOf(alerts);
    }

    /** Both. */
    FanoutPlan and(FanoutPlan other) {
        return new FanoutPlan(
                both(requests, other.requests),
                both(ends, other.ends),
                both(messages, other.messages),
                both(alerts, other.alerts));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** The tasks of its case as it leaves them, the oldest first. */
    List<Task> after(List<Task> before) {
        return Stream.concat(before.stream().map(this::ended), requests.stream())
                .sorted(Comparator.comparing(Task::requestedAt))
                .toList();
    }

    private Task ended(Task task) {
        Task next = task;
        for (TaskEnd end : ends) {
            next = end.task().equals(task.id()) ? end.of(next) : next;
        }
        return next;
    }

    /** A task that ends, or goes on as that of a correction. */
    public sealed interface TaskEnd {

        TaskId task();

        /** The task as it is then; one that ended otherwise meanwhile stays as it is. */
        Task of(Task task);

        /** A milestone or a message of {@code by} completed it, at {@code at}: an answer where that is its owner. */
        record Completed(TaskId task, PartnerId by, AnsweredBy with, Instant at) implements TaskEnd {
            @Override
            public Task of(Task before) {
                return TaskRules.complete(before, by, with, at);
            }
        }

        /** A milestone of {@code by} made it needless: it closed the case, or corrected what asked. */
        record Cancelled(TaskId task, PartnerId by, Instant at) implements TaskEnd {
            @Override
            public Task of(Task before) {
                return TaskRules.cancel(before, by, at);
            }
        }

        /** Its owner lost the role. */
        record Withdrawn(TaskId task, Instant at) implements TaskEnd {
            @Override
            public Task of(Task before) {
                return TaskRules.withdraw(before, at);
            }
        }

        /** The correction {@code milestone} asks the same: it goes on, clock and all. */
        record GoesOn(TaskId task, MilestoneId milestone) implements TaskEnd {
            @Override
            public Task of(Task before) {
                return TaskRules.goOn(before, milestone);
            }
        }
    }

    /** A message, with its decision. {@code template} is a template's name, or the CloudEvents type for a partner. */
    public record PlannedMessage(
            MilestoneId milestone,
            Optional<TaskId> task,
            Purpose purpose,
            Recipient recipient,
            ChannelKind channel,
            String template,
            Optional<PartnerId> partner,
            Optional<Buffer> addressHash,
            Lane lane,
            Decision decision) {}

    /**
     * An alert to the managers.
     *
     * @param about whose words make its title
     * @param note whether it shows what the sender wrote
     * @param clock of an alert about a clock
     */
    public record PlannedAlert(
            String kind,
            MilestoneCode about,
            Optional<MilestoneId> milestone,
            String severity,
            boolean ackRequired,
            boolean note,
            String once,
            Optional<NewAlert.OfClock> clock) {

        /** Not about a clock. */
        public PlannedAlert(
                String kind,
                MilestoneCode about,
                Optional<MilestoneId> milestone,
                String severity,
                boolean ackRequired,
                boolean note,
                String once) {
            this(kind, about, milestone, severity, ackRequired, note, once, Optional.empty());
        }
    }
}
