package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.fanout.PgFanoutDue.Marker;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import dev.waymark.gateway.pg.SqlState;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans what is due: markers of many cases in one transaction, those of one case in the order of arrival. When that fails,
 * the oldest of each case is planned on its own, so that a marker that cannot be planned holds up its own case only, and
 * that one not for good. Thread-safe.
 */
public final class FanOut {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /** So many a round. */
    private static final int CASES = 100;

    /** From so many on events come in faster than one by one. */
    private static final int BUSY = 8;

    private final Database database;
    private final PgFanoutDue due;
    private final Unmatched unmatched = new Unmatched();
    private final ReadSituations situations;
    private final WritePlan writePlan;
    private final MoveStandings standings;
    private final Ids ids;
    private final RandomGenerator random;

    /** @param random cryptographically strong: links' tokens come from it */
    public FanOut(
            Database database,
            ReadSituations situations,
            PgOutbox outbox,
            PgTasks tasks,
            PgMilestones milestones,
            Sealing sealing,
            Ids ids,
            SecureRandom random,
            Clocks clocks) {
        this.database = database;
        this.situations = situations;
        this.writePlan = new WritePlan(outbox, tasks, milestones, sealing, ids, random, clocks);
        this.standings = new MoveStandings(outbox, ids);
        this.ids = ids;
        this.random = random;
        this.due = new PgFanoutDue(clocks);
    }

    /**
     * Whether the next round would gain by waiting a moment for more, after one that planned so many: while little happens
     * nobody waits, and a full round has more behind it already.
     */
    public static boolean isWorthWaiting(int planned) {
        return planned >= BUSY && planned < CASES;
    }

    /** Plans a round; how many markers it planned. 0: nothing is due that can be planned now, or another node has it in hand. */
    public Future<Integer> round() {
        List<Marker> taken = new ArrayList<>();
        return database.transaction(tx -> due.take(tx, CASES).compose(markers -> {
                    taken.clear();
                    taken.addAll(markers);
                    return plan(tx, markers).map(done -> markers.size());
                }))
                .recover(failure -> taken.isEmpty() || failure instanceof DatabaseUnavailable
                        ? Future.failedFuture(failure)
                        : oneByOne(List.copyOf(taken)));
    }

    private Future<Void> plan(SqlClient tx, List<Marker> markers) {
        if (markers.isEmpty()) {
            return Future.succeededFuture();
        }
        List<CaseId> cases = markers.stream().map(Marker::caseId).distinct().toList();
        return situations
                .locked(tx, cases)
                .compose(found -> unmatched.among(tx, markers, found).compose(parked -> {
                    PlanMarkers plans = new PlanMarkers(found, parked, ids, random);
                    plans.plan(markers);
                    return writePlan
                            .write(tx, plans.plans())
                            .compose(written -> standings.move(tx, plans.situations()));
                }))
                .compose(done -> due.done(tx, markers));
    }

    /** The oldest of each case: what follows one that cannot be planned waits with it. */
    private Future<Integer> oneByOne(List<Marker> markers) {
        Map<CaseId, Marker> oldest = new LinkedHashMap<>();
        markers.forEach(marker -> oldest.putIfAbsent(marker.caseId(), marker));
        Future<Integer> chain = Future.succeededFuture(0);
        for (Marker marker : oldest.values()) {
            chain = chain.compose(planned -> alone(marker).map(done -> done ? planned + 1 : planned));
        }
        return chain;
    }

    /** Whether it was planned. That the database is away is no failure of the marker: the round ends with it. */
    private Future<Boolean> alone(Marker marker) {
        return database.transaction(tx -> due.take(tx, marker)
                        .compose(mine -> mine ? plan(tx, List.of(marker)).map(true) : Future.succeededFuture(false)))
                .recover(failure -> failure instanceof DatabaseUnavailable
                        ? Future.failedFuture(failure)
                        : due.failed(database.client(), marker).map(poison -> {
                            LOG.error(
                                    "marker {} of case {} could not be planned, {}: sqlstate={}",
                                    marker.id(),
                                    marker.caseId(),
                                    poison ? "set aside: nobody is told of it" : "stays due and is tried again",
                                    SqlState.of(failure),
                                    failure);
                            return false;
                        }));
    }
}
