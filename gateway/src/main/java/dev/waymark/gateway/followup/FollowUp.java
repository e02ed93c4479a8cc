package dev.waymark.gateway.followup;

import dev.waymark.gateway.fanout.MoveStandings;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.WritePlan;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;

/** Everything that falls due as time passes, on every node; what one has in hand the others pass over. Thread-safe. */
public final class FollowUp {

    private final FollowTasks tasks;
    private final WatchStandings standings;
    private final MailUrgentAlerts urgent;

    public FollowUp(
            Database database,
            ReadSituations situations,
            PgTasks tasks,
            WritePlan writePlan,
            MoveStandings moveStandings,
            Users users,
            Clocks clocks,
            Metrics metrics) {
        Staff staff = new Staff(users);
        this.tasks = new FollowTasks(database, situations, tasks, writePlan, staff, clocks, metrics);
        this.standings = new WatchStandings(database, situations, moveStandings, clocks, metrics);
        this.urgent = new MailUrgentAlerts(database, situations, writePlan, staff, clocks, metrics);
    }

    /** How much of what is due was done; 0: nothing is due, or others have it in hand. What fails does not hold up the rest. */
    public Future<Integer> round() {
        Future<Integer> one = tasks.round();
        Future<Integer> two = one.transform(done -> standings.round());
        Future<Integer> three = two.transform(done -> urgent.round());
        return Future.join(one, two, three).map(all -> one.result() + two.result() + three.result());
    }
}
