package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.outbox.DeadLetter.Filter;
import dev.waymark.gateway.outbox.Lane;
import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are to go again. {@code until} keeps a caller who repeats from sending again, without end, what dies
 * again at once.
 */
record ResendRequest(Filter filter, Instant until) {

    private static final int LONGEST = 200;

    static ResendRequest of(Fields body, Instant now) {
        Filter filter = new Filter(
                body.text("lane").min(1).max(LONGEST).optional(Lane::new),
                body.text("reason").min(1).max(LONGEST).optional(),
                body.text("program").optional(ProgramId::new));
        Optional<Instant> until = body.text("until").time();
        boolean all = body.bool("all").orElse(false);
        if (filter.equals(Filter.ANY) && !all && body.faults().isEmpty()) {
            body.fault("", "must have one of lane, reason and program, or \"all\": true");
        }
        body.orThrow();
        return new ResendRequest(filter, until.filter(now::isAfter).orElse(now));
    }
}
