package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The raw times of one task, all the gateway's own: what the measure is computed from.
 *
 * @param milestone the code of the milestone that asks; empty where something else did
 * @param acknowledgedAt its owner's first answer, even one that came after {@code closedAt}
 * @param answeredByHold whether that answer was an {@code on-hold}
 * @param completedByOwner when its owner completed it; another's milestone closes it instead
 * @param held on hold in all, a hold that goes on not counted
 */
public record TaskTimes(
        PartnerId owner,
        Action action,
        Optional<MilestoneCode> milestone,
        Instant requestedAt,
        Instant dueAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> acknowledgedAt,
        boolean answeredByHold,
        Optional<Instant> completedByOwner,
        Optional<Instant> rejectedAt,
        Optional<Instant> closedAt,
        Optional<Instant> heldSince,
        Duration held) {

    /** As it stood at {@code asOf}: what happened later has not happened yet. */
    TaskTimes asOf(Instant asOf) {
        return new TaskTimes(
                owner,
                action,
                milestone,
                requestedAt,
                dueAt,
                until(deliveredAt, asOf),
                until(acknowledgedAt, asOf),
                answeredByHold,
                until(completedByOwner, asOf),
                until(rejectedAt, asOf),
                until(closedAt, asOf),
                until(heldSince, asOf),
                held);
    }

    /** Its first answer, if that counts: one after it was closed does not. */
    Optional<Instant> answeredAt() {
        return acknowledgedAt.filter(answer -> closedAt.filter(answer::isAfter).isEmpty());
    }

    private static Optional<Instant> until(Optional<Instant> time, Instant asOf) {
        return time.filter(at -> !at.isAfter(asOf));
    }
}
