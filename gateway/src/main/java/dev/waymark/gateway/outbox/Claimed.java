package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A due row under lease. Whoever concludes it names its {@code fence}; a later claim has a higher one, so that the
 * conclusion of a lost lease changes nothing.
 *
 * @param attempts claims since the schedule began that concluded or may yet, this one included
 * @param refusals attempts that the far side refused so far
 * @param unconcluded claims since the last conclusion, this one included
 * @param giveUpAt business time from which it is stale
 */
public record Claimed(
        NotificationId id,
        CaseId caseId,
        ChannelKind channel,
        Lane lane,
        int attempts,
        int refusals,
        int unconcluded,
        long fence,
        Optional<Instant> giveUpAt) {

    /** Claims without a conclusion after which a row is set aside: a crash or a bug in sending must not loop. */
    public static final int POISON = 5;

    /** Attempts before this one of which it is known what became of them. */
    public int concluded() {
        return Math.max(0, attempts - Math.max(1, unconcluded));
    }

    public boolean isPoison() {
        return unconcluded > POISON;
    }
}
