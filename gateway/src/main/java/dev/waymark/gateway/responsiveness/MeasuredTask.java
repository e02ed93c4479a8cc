package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.tasks.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as the measure sees it: what it counts as, and the times from which anybody comes to the same.
 *
 * @param caseCode empty where the caller may not see that case
 * @param milestone the code of the milestone that asks; empty where something else did
 * @param status as it is now
 * @param policy the version of the journey that asked
 * @param taskClass the one class that it is in
 * @param figures every figure of its row that counts it
 * @param took how long its answer took, on the clock asked for, if it is due and answered
 * @param windowEndsAt on the clock asked for; empty where it is not delivered
 */
record MeasuredTask(
        TaskId id,
        ProgramId program,
        Optional<String> caseCode,
        PartnerId owner,
        Action action,
        Optional<MilestoneCode> milestone,
        TaskStatus status,
        String policy,
        String taskClass,
        List<String> figures,
        Optional<Duration> took,
        Optional<Instant> windowEndsAt,
        Times times) {

    /**
     * The stored times, as they are now.
     *
     * @param answeredBy what its first answer was
     * @param completedByOwner whether its owner completed it; another's milestone closes it
     * @param holds the times on hold that are over
     */
    record Times(
            Instant requestedAt,
            Instant dueAt,
            Optional<Instant> deliveredAt,
            Optional<Instant> acknowledgedAt,
            Optional<String> answeredBy,
            Optional<Instant> completedAt,
            boolean completedByOwner,
            Optional<Instant> rejectedAt,
            Optional<Instant> closedAt,
            Optional<Instant> heldSince,
            List<Hold> holds) {}
}
