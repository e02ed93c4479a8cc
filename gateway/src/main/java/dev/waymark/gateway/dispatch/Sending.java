package dev.waymark.gateway.dispatch;

import dev.waymark.channels.SendOutcome;
import dev.waymark.gateway.outbox.Attempt;
import dev.waymark.gateway.outbox.Claimed;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.pg.SqlState;
import dev.waymark.gateway.smime.NotProtected;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes claimed rows to their conclusions: prepared together, attempted each on its own, concluded together. Thread-safe. */
final class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Prepare prepare;
    private final Conclude conclude;
    private final Verdicts verdicts;
    private final Clocks clocks;

    Sending(Prepare prepare, Conclude conclude, Verdicts verdicts, Clocks clocks) {
        this.prepare = prepare;
        this.conclude = conclude;
        this.verdicts = verdicts;
        this.clocks = clocks;
    }

    /**
     * One Future a row, in order: done when its conclusion is written. A failed one stays leased; it is claimed again
     * when the lease runs out, and set aside as poison when that happens time and again.
     */
    List<Future<Void>> send(List<Claimed> claimed) {
        Future<List<Prepared>> prepared = prepare.prepare(claimed);
        return Stream.iterate(0, i -> i + 1)
                .limit(claimed.size())
                .map(i -> prepared.map(all -> all.get(i))
                        .recover(failure -> alone(claimed, i, failure))
                        .compose(this::attempt)
                        .compose(conclude::conclude)
                        .onFailure(failure -> LOG.error(
                                "notification {} stays leased and is claimed again when the lease runs out: sqlstate={}",
                                claimed.get(i).id(),
                                SqlState.of(failure),
                                failure)))
                .toList();
    }

    /** What could not be prepared together is prepared one by one: a broken row costs its own message only. */
    private Future<Prepared> alone(List<Claimed> claimed, int i, Throwable failure) {
        if (claimed.size() == 1) {
            return Future.failedFuture(failure);
        }
        return prepare.prepare(List.of(claimed.get(i))).map(one -> one.get(0));
    }

    private Future<Conclusion> attempt(Prepared prepared) {
        if (prepared instanceof Prepared.Settled settled) {
            return Future.succeededFuture(settled.conclusion());
        }
        return attempt((Prepared.Ready) prepared);
    }

    private Future<Conclusion> attempt(Prepared.Ready ready) {
        Instant at = clocks.business();
        Instant began = clocks.steady();
        return ready.attempt()
                .get()
                .map(outcome -> {
                    Conclusion conclusion =
                            verdicts.after(ready, outcome, at, Duration.between(began, clocks.steady()));
                    log(conclusion, outcome);
                    return conclusion;
                })
                .recover(failure -> ready.instead()
                        .filter(any -> failure instanceof NotProtected)
                        .map(instead -> attempt(instead.get()))
                        .orElse(Future.failedFuture(failure)));
    }

    private static void log(Conclusion conclusion, SendOutcome outcome) {
        Claimed claimed = conclusion.claimed();
        Attempt attempt = conclusion.attempt().orElseThrow();
        LOG.info(
                "attempt notification={} case={} lane={} n={} outcome={} code={} millis={} next={}",
                claimed.id(),
                claimed.caseId(),
                claimed.lane(),
                claimed.attempts(),
                attempt.outcome(),
                outcome.code(),
                attempt.took().toMillis(),
                conclusion.next() instanceof Conclusion.Again again ? again.retryAt() : "none");
    }
}
