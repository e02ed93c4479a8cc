package dev.waymark.gateway.followup;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import dev.waymark.gateway.pg.SqlState;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due, all of it in one transaction. Where that fails each is done in one of its own, so that one that cannot
 * be done holds up nothing but itself: it is tried again after a while. Counts both as {@code waymark_follow_up_total}.
 * Thread-safe.
 *
 * @param <I> the id of what is due
 */
final class DoDue<I> {

    private static final Logger LOG = LoggerFactory.getLogger(DoDue.class);

    private static final Duration LATER = Duration.ofMinutes(10);

    private final String what;
    private final Database database;
    private final Work<I> work;
    private final Postpone<I> postpone;
    private final Clocks clocks;
    private final Metrics metrics;

    /** @param what a word for logs and metrics */
    DoDue(String what, Database database, Work<I> work, Postpone<I> postpone, Clocks clocks, Metrics metrics) {
        this.what = what;
        this.database = database;
        this.work = work;
        this.postpone = postpone;
        this.clocks = clocks;
        this.metrics = metrics;
    }

    /** Does as much of it as nobody else has in hand, in the transaction given; how much. */
    @FunctionalInterface
    interface Work<I> {
        Future<Integer> on(SqlClient tx, Map<I, CaseId> due);
    }

    /** What is still due at {@code now} is due {@code later} instead. */
    @FunctionalInterface
    interface Postpone<I> {
        Future<Void> postpone(SqlClient client, I one, Instant now, Instant later);
    }

    /** How much was done. That the database is away is no failure of what is due: the round ends with it. */
    Future<Integer> round(Map<I, CaseId> due) {
        return due.isEmpty()
                ? Future.succeededFuture(0)
                : together(due)
                        .recover(failure ->
                                failure instanceof DatabaseUnavailable ? Future.failedFuture(failure) : oneByOne(due));
    }

    private Future<Integer> together(Map<I, CaseId> due) {
        return database.transaction(tx -> work.on(tx, due)).onSuccess(done -> count(done, "done"));
    }

    private Future<Integer> oneByOne(Map<I, CaseId> due) {
        Future<Integer> chain = Future.succeededFuture(0);
        for (Map.Entry<I, CaseId> one : due.entrySet()) {
            chain = chain.compose(before -> alone(one.getKey(), one.getValue()).map(done -> before + done));
        }
        return chain;
    }

    private Future<Integer> alone(I one, CaseId caseId) {
        return together(Map.of(one, caseId))
                .recover(failure -> failure instanceof DatabaseUnavailable
                        ? Future.failedFuture(failure)
                        : postponed(one, caseId, failure));
    }

    private Future<Integer> postponed(I one, CaseId caseId, Throwable failure) {
        Instant now = clocks.business();
        Instant later = now.plus(LATER);
        LOG.error(
                "follow-up of {} {} of case {} failed: nobody is told, it is tried again at {}: sqlstate={}",
                what,
                one,
                caseId,
                later,
                SqlState.of(failure),
                failure);
        count(1, "failed");
        return postpone.postpone(database.client(), one, now, later).map(0);
    }

    private void count(int howMany, String outcome) {
        if (howMany > 0) {
            metrics.count("waymark_follow_up_total", howMany, "what", what, "outcome", outcome);
        }
    }
}
