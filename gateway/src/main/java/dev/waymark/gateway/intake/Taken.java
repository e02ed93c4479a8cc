package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.MilestoneId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What became of an event: kept, and durable, or refused without a trace. */
public sealed interface Taken {

    /** How an event is kept. */
    enum Status {
        ACCEPTED,
        PARKED,
        DUPLICATE
    }

    /**
     * Kept, now or before.
     *
     * @param acceptedAt of the first answer; empty where that said parked
     */
    record Kept(Status status, MilestoneId milestone, Optional<Instant> acceptedAt) implements Taken {

        @Override
        public <T> T fold(Function<Kept, T> kept, Function<Problem, T> refused) {
            return kept.apply(this);
        }
    }

    /** Refused; its id is free. */
    record Refused(Problem problem) implements Taken {

        @Override
        public <T> T fold(Function<Kept, T> kept, Function<Problem, T> refused) {
            return refused.apply(problem);
        }
    }

    <T> T fold(Function<Kept, T> kept, Function<Problem, T> refused);

    static Taken accepted(MilestoneId milestone, Instant at) {
        return new Kept(Status.ACCEPTED, milestone, Optional.of(at));
    }

    static Taken parked(MilestoneId milestone) {
        return new Kept(Status.PARKED, milestone, Optional.empty());
    }

    static Taken duplicate(MilestoneId milestone, Optional<Instant> acceptedAt) {
        return new Kept(Status.DUPLICATE, milestone, acceptedAt);
    }

    static Taken refused(Problem problem) {
        return new Refused(problem);
    }
}
