package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Lets concurrent requests share statements. While all rounds are in flight, what comes in waits and goes with the next
 * one; when nothing is in flight an event goes at once. Thread-safe.
 *
 * <pre>
 *  take ─▶ queue ─▶ round ≤ 256 ─▶ statement ─▶ answers
 *            ▲                         │
 *            └──── next round ◀────────┘
 * </pre>
 */
final class GatherEvents {

    private final Function<List<Event>, Future<List<Taken>>> takeRound;
    private final IntakeSettings settings;
    private final Rounds rounds;

    /** @param takeRound takes one round: several events without a correction, or one correction */
    GatherEvents(Function<List<Event>, Future<List<Taken>>> takeRound, IntakeSettings settings) {
        this.takeRound = takeRound;
        this.settings = settings;
        this.rounds = new Rounds(settings);
    }

    /** The answers in the order of {@code events}. Fails as a whole, to be sent again, where one of them was lost. */
    Future<List<Taken>> take(List<Event> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Waiting.Request request = new Waiting.Request(events.size());
        synchronized (rounds) {
            if (!rounds.offer(request.entries(events))) {
                return Future.failedFuture(
                        Problem.unavailable("Too many events are waiting; nothing of this request was taken", 1));
            }
        }
        startRounds();
        return request.answers();
    }

    private void startRounds() {
        for (List<Waiting> round = next(); !round.isEmpty(); round = next()) {
            start(round);
        }
    }

    private List<Waiting> next() {
        synchronized (rounds) {
            return rounds.next();
        }
    }

    private void start(List<Waiting> round) {
        List<Waiting> moot = round.stream().filter(Waiting::isMoot).toList();
        List<Waiting> live = round.stream().filter(entry -> !entry.isMoot()).toList();
        moot.forEach(Waiting::skip);
        run(live.stream().map(Waiting::event).toList()).onComplete(result -> {
            for (int i = 0; i < live.size(); i++) {
                if (result.succeeded()) {
                    live.get(i).answer(result.result().get(i));
                } else {
                    live.get(i).fail(result.cause());
                }
            }
            synchronized (rounds) {
                rounds.done(round);
            }
            startRounds();
        });
    }

    private Future<List<Taken>> run(List<Event> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return Future.succeededFuture(events)
                .compose(takeRound)
                .timeout(settings.roundTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(failure instanceof TimeoutException ? lost() : failure));
    }

    private static Problem lost() {
        return Problem.unavailable("The database did not answer in time; send the same again", 1);
    }
}
