package dev.waymark.gateway.outbox;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a claimed row.
 *
 * @param attempt empty where nothing was sent
 * @param signal what it tells about the lane
 */
public record Conclusion(Claimed claimed, Optional<Attempt> attempt, Next next, LaneSignal signal) {

    /** Without an attempt. */
    public static Conclusion without(Claimed claimed, Next next) {
        return new Conclusion(claimed, Optional.empty(), next, new LaneSignal.Nothing());
    }

    /** Its lane was opened anew meanwhile, and the message began its schedule again: it does not end here. */
    Conclusion begunAgain(Instant now) {
        boolean goesOn = next instanceof Again
                || (next instanceof Ended ended && ended.state().equals("dead"));
        return goesOn ? new Conclusion(claimed, attempt, new Again(now, false), signal) : this;
    }

    /** What the row does now. */
    public sealed interface Next {}

    /**
     * It leaves the outbox.
     *
     * @param state {@code delivered}, {@code left-out} or {@code dead}
     * @param reason why, as a code
     * @param rendered the message as sent, sealed
     * @param farId the far side's own id for it
     * @param content what it carried, where it was sent
     */
    public record Ended(
            String state, String reason, Optional<Buffer> rendered, Optional<String> farId, Optional<Content> content)
            implements Next {

        /** Without having been sent. */
        public static Ended unsent(String state, String reason) {
            return new Ended(state, reason, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** It is due again at {@code retryAt} (steady time). */
    public record Again(Instant retryAt, boolean refused) implements Next {}

    /** It may not go before {@code notBefore} (business time): held. Counts as no attempt. */
    public record Held(Instant notBefore, Reason reason) implements Next {}
}
