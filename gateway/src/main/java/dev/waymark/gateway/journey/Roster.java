package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the state of a case needs to know beside its milestones.
 *
 * @param first the case's partner in each role, the first listed where several have it
 * @param calendars a partner's calendar, {@link Calendar#DEFAULT} where it has none
 * @param asked for milestones that made a task that is still open: whom it asks, and its clock as it stands now, time on
 *     hold included
 */
public record Roster(
        Map<PartnerRole, PartnerId> first, Function<PartnerId, Calendar> calendars, Map<MilestoneId, Asked> asked) {

    /** An open task's owner and clock. */
    public record Asked(PartnerRole role, PartnerId owner, Instant requestedAt, Instant dueAt) {}

    public Roster {
        first = Map.copyOf(first);
        asked = Map.copyOf(asked);
    }

    /** A roster without tasks, on which everybody has the default calendar. */
    public static Roster of(Map<PartnerRole, PartnerId> first) {
        return new Roster(first, partner -> Calendar.DEFAULT, Map.of());
    }

    /** The first of these movers that the case has; the first of all where it has none of them. */
    Mover mover(NextMove next) {
        return next.movers().stream()
                .filter(mover ->
                        !(mover instanceof Mover.OfRole) || partner(mover).isPresent())
                .findFirst()
                .orElse(next.movers().get(0));
    }

    Optional<PartnerId> partner(Mover mover) {
        return mover instanceof Mover.OfRole of ? Optional.ofNullable(first.get(of.role())) : Optional.empty();
    }
}
