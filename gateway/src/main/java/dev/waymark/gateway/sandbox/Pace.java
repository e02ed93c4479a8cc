package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Moves business time from one event to the next, never while anything is due: a step is taken only when the gateway has
 * come to rest, so that nothing looks late that was not. Belongs to one thread, which it holds.
 *
 * <pre>
 *   at rest? ─no─▶ wait a moment ─┐
 *      │  ▲───────────────────────┘
 *     yes ─▶ due on the agenda? ─yes─▶ do it ─▶ at rest? …
 *                 │no
 *                 └─▶ step to the next: agenda, held message, or the end
 * </pre>
 */
final class Pace {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(4);

    /** What takes longer is left behind and counted: the story must not stand still for one stuck message. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /** The clock that is stepped. */
    interface BusinessTime {
        Instant now();

        void stepTo(Instant moment);
    }

    /**
     * @param busy markers to plan, messages that could go out now or are on their way
     * @param nextHeld when the first message that is held for later may go
     */
    record Stillness(long busy, Optional<Instant> nextHeld) {}

    private final Agenda agenda;
    private final BusinessTime time;
    private final Supplier<Future<Stillness>> look;
    private final Rest rest;
    private final Mishaps mishaps;

    Pace(Agenda agenda, BusinessTime time, Supplier<Future<Stillness>> look, Rest rest, Mishaps mishaps) {
        this.agenda = agenda;
        this.time = time;
        this.look = look;
        this.rest = rest;
        this.mishaps = mishaps;
    }

    /** Plays until business time is at {@code end}, or until stopped. {@code tick} is called between the steps. */
    void play(Supplier<Instant> end, Runnable tick) throws InterruptedException {
        while (!rest.stopped()) {
            tick.run();
            Stillness still = still();
            Instant now = time.now();
            Optional<Agenda.Deed> due = agenda.take(now);
            if (due.isPresent()) {
                run(due.get());
                continue;
            }
            if (!now.isBefore(end.get())) {
                return;
            }
            time.stepTo(Stream.of(agenda.next(), still.nextHeld(), Optional.of(end.get()))
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo)
                    .orElseThrow());
        }
    }

    /** Waits until nothing is due. */
    Stillness still() throws InterruptedException {
        Stillness last = new Stillness(0, Optional.empty());
        for (long left = LONGEST_WAIT.dividedBy(LOOK_AGAIN); left > 0 && !rest.stopped(); left--) {
            last = Waits.on(look.get());
            if (last.busy() == 0) {
                return last;
            }
            rest.pause(LOOK_AGAIN);
        }
        if (!rest.stopped()) {
            mishaps.add("still busy after " + LONGEST_WAIT.toSeconds() + " s, gone on");
        }
        return last;
    }

    private void run(Agenda.Deed deed) throws InterruptedException {
        try {
            Waits.on(deed.run());
        } catch (Waits.Failed failed) {
            mishaps.add(failed);
        }
    }
}
