package dev.waymark.gateway.cases;

import dev.waymark.gateway.journey.CaseState;
import dev.waymark.gateway.journey.CaseStatus;
import dev.waymark.gateway.journey.WaitingOn;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import java.time.Instant;
import java.util.Optional;

/**
 * How a case stands, as it is kept for lists of cases.
 *
 * @param statusSince when it took this status
 * @param waiting what it waits on; empty: nothing
 * @param nextChangeAt when the clock alone makes it at-risk or stalled; empty: never
 */
public record Standing(
        CaseId caseId,
        ProgramId program,
        String stage,
        CaseStatus status,
        Instant statusSince,
        Optional<Waiting> waiting,
        Optional<Instant> nextChangeAt) {

    /**
     * Whose move it is, and since when.
     *
     * @param expectedBy as it stood at {@code heldSince} where there is one; from then on it moves with the clock
     */
    public record Waiting(
            String role,
            Optional<PartnerId> partner,
            MilestoneId milestone,
            MilestoneCode code,
            Instant since,
            Instant expectedBy,
            Optional<Instant> heldSince) {}

    /** {@code state} as it is at {@code now}; {@code before} tells since when. */
    public static Standing of(
            CareCase careCase,
            CaseState state,
            Optional<Instant> heldSince,
            MilestoneCodes codes,
            Optional<Standing> before,
            Instant now) {
        return new Standing(
                careCase.id(),
                careCase.ref().program(),
                state.stage().name(),
                state.status(),
                before.filter(old -> old.status() == state.status())
                        .map(Standing::statusSince)
                        .orElse(now),
                state.waitingOn().map(on -> waiting(on, heldSince, codes)),
                heldSince.isPresent() ? Optional.empty() : state.waitingOn().flatMap(on -> next(state.status(), on)));
    }

    /** What a milestone of the case is. */
    @FunctionalInterface
    public interface MilestoneCodes {
        MilestoneCode of(MilestoneId milestone);
    }

    private static Waiting waiting(WaitingOn on, Optional<Instant> heldSince, MilestoneCodes codes) {
        return new Waiting(
                on.role(),
                on.partner(),
                on.milestone(),
                codes.of(on.milestone()),
                on.since(),
                on.expectedBy(),
                heldSince);
    }

    /** The first moment of the next status. */
    private static Optional<Instant> next(CaseStatus status, WaitingOn on) {
        return switch (status) {
            case ON_TRACK -> Optional.of(on.atRiskAt());
            case AT_RISK -> Optional.of(on.expectedBy().plusMillis(1));
            case STALLED, CLOSED -> Optional.empty();
        };
    }
}
