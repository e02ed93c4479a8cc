package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.sealing.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the feed, with its alert as it stands now.
 *
 * @param acked whether the entry tells of the acknowledgement, not of the alert
 * @param code what the alert is about
 * @param partner who said it, who could not be reached, or whose clock it is
 * @param expectedBy when that clock runs out
 * @param words what somebody wrote, sealed
 */
record AlertEntry(
        long cursor,
        boolean acked,
        AlertId alert,
        CaseId caseId,
        CaseRef ref,
        boolean enrolled,
        List<UserName> managers,
        String kind,
        MilestoneCode code,
        String severity,
        Instant at,
        boolean ackRequired,
        Optional<Acknowledged> acknowledged,
        Optional<PartnerId> partner,
        Optional<Instant> expectedBy,
        Optional<String> reason,
        Optional<Asked> asked,
        Optional<Sealed> words) {

    record Acknowledged(UserName by, Instant at) {}

    record Asked(Action action, PartnerId owner, Instant dueAt) {}

    /** As {@link CaseScope#SQL_OF_ALERTS} says it in SQL. */
    boolean isSeenBy(CaseScope scope) {
        return scope.supervised().contains(ref.program())
                || (enrolled
                        && scope.manager().filter(managers::contains).isPresent()
                        && scope.programs().contains(ref.program()));
    }
}
