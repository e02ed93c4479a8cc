package dev.waymark.gateway.outbox;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** What became of a claimed row; {@code attempt} is empty where nothing was sent. */
public record Conclusion(Claimed claimed, Optional<Attempt> attempt, Next next) {

    /** What the row does now. */
    public sealed interface Next {}

    /**
     * It leaves the outbox.
     *
     * @param state {@code delivered}, {@code left-out} or {@code dead}
     * @param reason why, as a code
     * @param rendered the message as sent, sealed
     * @param farId the far side's own id for it
     */
    public record Ended(String state, String reason, Optional<Buffer> rendered, Optional<String> farId)
            implements Next {}

    /** It is due again at {@code retryAt} (steady time). */
    public record Again(Instant retryAt, boolean refused) implements Next {}

    /** It may not go before {@code notBefore} (business time): held. Counts as no attempt. */
    public record Held(Instant notBefore, String reason) implements Next {}

    /** Its endpoint is closed (HTTP 410): it waits there, and so does all that is behind it. */
    public record LaneClosed() implements Next {}
}
