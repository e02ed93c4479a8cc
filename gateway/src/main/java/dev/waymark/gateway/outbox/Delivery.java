package dev.waymark.gateway.outbox;

import dev.waymark.gateway.sealing.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a notification so far. All times are business times.
 *
 * @param language its reader's; once it went, the one it was written in
 * @param level as it went: {@code minimal}, {@code what-moved} or {@code full}
 * @param encrypted as it went: to its reader, beyond the transport
 * @param sentAgain how often it was taken out of the dead letters
 * @param concludedAt when it was sent, left out, kept or set aside
 * @param providerStatus what the text provider said last
 * @param waiting where it stands in the outbox; empty once it is concluded
 * @param attempts in the order in which they were made
 */
public record Delivery(
        Optional<String> language,
        Optional<String> level,
        Optional<Boolean> encrypted,
        int sentAgain,
        Optional<Instant> concludedAt,
        Optional<String> providerStatus,
        Optional<Waiting> waiting,
        List<Tried> attempts) {

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /**
     * Its place in a lane.
     *
     * @param notBefore when it may go by the decision
     * @param nextAt when it is due by the schedule
     * @param laneNotBefore when the lane lets something through again, where it holds back
     */
    public record Waiting(
            Lane lane,
            Instant notBefore,
            Instant nextAt,
            LaneState.State state,
            Optional<Instant> since,
            Optional<Instant> laneNotBefore) {}

    /**
     * An attempt that was made.
     *
     * @param n from 1
     * @param nextAt when the next one was to be made
     * @param words the far side's own, sealed
     */
    public record Tried(
            int n,
            Instant at,
            String outcome,
            String code,
            boolean answered,
            Duration took,
            Optional<Instant> nextAt,
            Optional<Sealed> words) {}
}
