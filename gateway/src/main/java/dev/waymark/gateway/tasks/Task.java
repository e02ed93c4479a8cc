package dev.waymark.gateway.tasks;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request to a partner, as its row has it (without the owner's words, which are sealed). Only {@link TaskRules} moves
 * it. All times are the gateway's own.
 *
 * @param milestone the one that asks; after a correction that goes on asking, the correction
 * @param dueAt as far as it stands without the time of a hold that goes on; see {@link #dueAt(Instant)}
 * @param deliveredAt when it was offered to its owner
 * @param acknowledgedAt when its owner first answered; after {@code closedAt} recorded, not counted
 * @param completedBy the partner whose milestone or status completed it
 * @param closedAt cancelled, given to another partner, or completed by another's milestone
 * @param heldSince there exactly while it is on hold
 * @param holds the times that it was on hold before that, the first one first
 * @param calendar its owner's, where its clock counts working time alone: a hold moves {@code dueAt} on by as much of it
 * @param policy the version of the journey that asked
 */
public record Task(
        TaskId id,
        CaseId caseId,
        MilestoneId milestone,
        Action action,
        PartnerRole role,
        PartnerId owner,
        TaskStatus status,
        Instant requestedAt,
        Instant dueAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> acknowledgedAt,
        Optional<AnsweredBy> answeredBy,
        Optional<Instant> completedAt,
        Optional<PartnerId> completedBy,
        Optional<Instant> closedAt,
        Optional<Instant> rejectedAt,
        Optional<Instant> heldSince,
        List<Hold> holds,
        Optional<Calendar> calendar,
        String policy) {

    public Task {
        holds = List.copyOf(holds);
        if ((status == TaskStatus.ON_HOLD) != heldSince.isPresent()) {
            throw new IllegalArgumentException("a task is held exactly while its status is on-hold");
        }
        if (acknowledgedAt.isPresent() != answeredBy.isPresent()) {
            throw new IllegalArgumentException("an answered task says by what");
        }
    }

    /** Neither completed, rejected nor cancelled. */
    public boolean isOpen() {
        return !status.isFinal();
    }

    public boolean isAnswered() {
        return acknowledgedAt.isPresent();
    }

    /** Until when it is to be done, seen at {@code now}: on hold it moves on with the clock. */
    public Instant dueAt(Instant now) {
        Duration holding = holdingAt(now);
        return calendar.map(own -> own.plusWorkingTime(dueAt, own.workingTime(now.minus(holding), now)))
                .orElseGet(() -> dueAt.plus(holding));
    }

    /** How long it was on hold in all; a hold that goes on is not counted. */
    public Duration held() {
        return holds.stream().map(Hold::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** How long it has been on hold in all, seen at {@code now}. */
    public Duration held(Instant now) {
        return held().plus(holdingAt(now));
    }

    private Duration holdingAt(Instant now) {
        return heldSince
                .filter(since -> since.isBefore(now))
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
    }
}
