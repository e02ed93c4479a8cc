package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.PgFanoutDue.Marker;
import dev.waymark.gateway.fanout.WritePlan.Planned;
import dev.waymark.gateway.journey.TimelineEntry;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans what is due: markers of many cases in one transaction, one marker a case. When that fails, each is planned on its
 * own, so that a marker that cannot be planned holds up its own case only, and that one not for good. Thread-safe.
 */
public final class FanOut {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private static final int MOST = 100;

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
        this.standings = new MoveStandings(tasks, outbox, ids);
        this.ids = ids;
        this.random = random;
        this.due = new PgFanoutDue(clocks);
    }

    /**
     * Whether the next round would gain by waiting a moment for more, after one that planned so many: while little happens
     * nobody waits, and a full round has more behind it already.
     */
    public static boolean isWorthWaiting(int planned) {
        return planned >= BUSY && planned < MOST;
    }

    /** Plans a round; how many markers it planned. 0: nothing is due that can be planned now, or another node has it in hand. */
    public Future<Integer> round() {
        List<Marker> taken = new ArrayList<>();
        return database.transaction(tx -> due.take(tx, MOST).compose(markers -> {
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
        List<CaseId> cases = markers.stream().map(Marker::caseId).toList();
        return situations
                .locked(tx, cases)
                .compose(found -> unmatched
                        .among(tx, markers, found)
                        .compose(parked -> writePlan.write(tx, plans(markers, found, parked)))
                        .compose(written -> standings.move(tx, found.values())))
                .compose(done -> due.done(tx, markers));
    }

    private List<Planned> plans(
            List<Marker> markers, Map<CaseId, Situation> situations, Map<Marker, FanoutPlan> parked) {
        List<Planned> plans = new ArrayList<>(markers.size());
        for (Marker marker : markers) {
            Situation situation = situations.get(marker.caseId());
            if (situation == null) {
                throw new IllegalStateException("a marker is of case " + marker.caseId() + ", which is not there");
            }
            FanoutPlan unmatchedPlan = parked.get(marker);
            plans.add(new Planned(situation, unmatchedPlan != null ? unmatchedPlan : plan(marker, situation)));
        }
        return plans;
    }

    private FanoutPlan plan(Marker marker, Situation situation) {
        if (marker.message().isPresent()) {
            return situation
                    .message(marker.message().get().subject())
                    .map(message -> new PlanMessage(situation, ids).plan(message))
                    .orElse(FanoutPlan.NOTHING);
        }
        if (marker.milestone().isEmpty()) {
            return new PlanRoster(situation, ids).plan();
        }
        MilestoneId id = marker.milestone().get();
        return situation
                .entry(id)
                .map(entry -> new PlanMilestone(situation, ids, random).plan(entry, corrected(situation, id)))
                .orElse(FanoutPlan.NOTHING);
    }

    private static Optional<TimelineEntry> corrected(Situation situation, MilestoneId id) {
        return Optional.ofNullable(situation.milestones().get(id))
                .flatMap(RecordedMilestone::corrects)
                .flatMap(situation::entry);
    }

    private Future<Integer> oneByOne(List<Marker> markers) {
        Future<Integer> chain = Future.succeededFuture(0);
        for (Marker marker : markers) {
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
                                    "marker {} of case {} could not be planned, {}",
                                    marker.id(),
                                    marker.caseId(),
                                    poison ? "set aside: nobody is told of it" : "stays due and is tried again",
                                    failure);
                            return false;
                        }));
    }
}
