package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How a lane stands, and how each attempt moves it. Pure.
 *
 * <pre>
 *             5 messages fail in a row                     410
 *   open ───────────────────────────────▶ broken    any ─────────▶ closed
 *     ▲   ◀── the probe is answered ─────  │  ▲                       │
 *     │          (1 at once, then 2 …)     └──┘ the probe fails:      │
 *     │                                     the next one later        │
 *     └──────── webhook changed, or its test answered ────────────────┘
 * </pre>
 *
 * @param state a broken lane lets one message through at a time, from {@code notBefore} on: the probe
 * @param notBefore steady time before which nothing goes
 * @param width how many at once; less than {@link #SLOTS} after healing
 * @param failing the messages that failed since the last answer, at most {@link #BREAKS_AT}
 * @param probes how many probes failed in a row
 */
public record LaneState(State state, Optional<Instant> notBefore, int width, Set<NotificationId> failing, int probes) {

    /** Attempts under way to one endpoint, over all nodes. */
    public static final int SLOTS = 8;

    /**
     * Different messages that fail in a row: one message that an endpoint cannot digest does not break its lane, and at
     * full width less than one round of attempts is spent.
     */
    static final int BREAKS_AT = 5;

    /** A restart is over before the first or the second probe; an outage costs an attempt each five minutes. */
    private static final List<Duration> PROBES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    private static final double JITTER = 0.2;

    public enum State {
        OPEN,
        BROKEN,
        CLOSED
    }

    static final LaneState OPEN = new LaneState(State.OPEN, Optional.empty(), SLOTS, Set.of(), 0);

    /** Open again after it was broken or closed: one at a time first. */
    static final LaneState HEALING = new LaneState(State.OPEN, Optional.empty(), 1, Set.of(), 0);

    public LaneState {
        failing = Set.copyOf(failing);
    }

    LaneState after(LaneSignal signal, NotificationId message, Instant now, RandomGenerator random) {
        if (signal instanceof LaneSignal.Gone) {
            return new LaneState(State.CLOSED, Optional.empty(), 1, Set.of(), 0);
        }
        return switch (state) {
            case OPEN -> whileOpen(signal, message, now, random);
            case BROKEN -> whileBroken(signal, now, random);
            case CLOSED -> this;
        };
    }

    private LaneState whileOpen(LaneSignal signal, NotificationId message, Instant now, RandomGenerator random) {
        if (signal instanceof LaneSignal.Answered) {
            return new LaneState(state, notBefore, Math.min(SLOTS, width + 1), Set.of(), 0);
        }
        if (signal instanceof LaneSignal.Busy busy) {
            return new LaneState(state, later(notBefore, busy.until()), width, Set.of(), 0);
        }
        if (signal instanceof LaneSignal.Failed failed) {
            Set<NotificationId> all = new LinkedHashSet<>(failing);
            all.add(message);
            if (all.size() >= BREAKS_AT) {
                return new LaneState(State.BROKEN, nextProbe(0, failed, now, random), 1, Set.of(), 0);
            }
            int narrower = width < SLOTS ? 1 : SLOTS;
            return new LaneState(state, later(notBefore, failed.until()), narrower, all, 0);
        }
        return this;
    }

    /** What ends before the next probe may go was under way when the lane broke: it says nothing new. */
    private LaneState whileBroken(LaneSignal signal, Instant now, RandomGenerator random) {
        if (notBefore.filter(now::isBefore).isPresent()) {
            return this;
        }
        if (signal instanceof LaneSignal.Answered) {
            return HEALING;
        }
        if (signal instanceof LaneSignal.Busy busy) {
            return new LaneState(State.OPEN, busy.until(), 1, Set.of(), 0);
        }
        if (signal instanceof LaneSignal.Failed failed) {
            return new LaneState(state, nextProbe(probes + 1, failed, now, random), 1, Set.of(), probes + 1);
        }
        return this;
    }

    private static Optional<Instant> nextProbe(int failed, LaneSignal.Failed why, Instant now, RandomGenerator random) {
        Duration wait = PROBES.get(Math.min(failed, PROBES.size() - 1));
        Instant next = now.plus(wait).plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
        return later(Optional.of(next), why.until());
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.filter(one.get()::isBefore).isPresent() ? other : one;
    }
}
