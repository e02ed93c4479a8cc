package dev.waymark.gateway.followup;

import dev.waymark.gateway.fanout.FanoutPlan;
import dev.waymark.gateway.fanout.FanoutPlan.PlannedMessage;
import dev.waymark.gateway.fanout.ReachPartner.Cause;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.fanout.WritePlan;
import dev.waymark.gateway.fanout.WritePlan.Planned;
import dev.waymark.gateway.followup.PgUrgentAlerts.Next;
import dev.waymark.gateway.followup.PgUrgentAlerts.Urgent;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mails urgent alerts that nobody acknowledged: after ten minutes to the case's managers, ten minutes later to the
 * program's supervisors; at once to these where no manager has an address. Nodes may run it at once. Thread-safe.
 */
final class MailUrgentAlerts {

    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final int MOST = 100;

    private final Database database;
    private final DoDue<AlertId> doDue;
    private final ReadSituations situations;
    private final PgUrgentAlerts alerts = new PgUrgentAlerts();
    private final WritePlan writePlan;
    private final Staff staff;
    private final Clocks clocks;

    MailUrgentAlerts(
            Database database,
            ReadSituations situations,
            WritePlan writePlan,
            Staff staff,
            Clocks clocks,
            Metrics metrics) {
        this.database = database;
        this.doDue = new DoDue<>("alert", database, this::look, alerts::postpone, clocks, metrics);
        this.situations = situations;
        this.writePlan = writePlan;
        this.staff = staff;
        this.clocks = clocks;
    }

    /** How many alerts were looked at. */
    Future<Integer> round() {
        return alerts.due(database.client(), clocks.business(), MOST).compose(doDue::round);
    }

    private Future<Integer> look(SqlClient tx, Map<AlertId, CaseId> due) {
        return situations.lockedIfFree(tx, Set.copyOf(due.values())).compose(free -> look(tx, due, free));
    }

    private Future<Integer> look(SqlClient tx, Map<AlertId, CaseId> due, Map<CaseId, Situation> free) {
        List<AlertId> ids = due.entrySet().stream()
                .filter(one -> free.containsKey(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return alerts.lock(tx, ids, clocks.business()).compose(locked -> {
            List<Planned> plans = new ArrayList<>();
            List<Next> nexts = new ArrayList<>();
            List<AlertId> over = new ArrayList<>();
            for (Urgent one : locked) {
                Situation situation = free.get(one.caseId());
                if (situation == null || one.acknowledged()) {
                    over.add(one.alert());
                    continue;
                }
                List<UserName> managers = staff.managers(situation);
                boolean first = one.step() == 0 && !managers.isEmpty();
                plans.add(plan(one, situation, first ? managers : supervisors(one, situation, managers)));
                if (first) {
                    nexts.add(new Next(one.alert(), situation.now().plus(BETWEEN), 1));
                } else {
                    over.add(one.alert());
                }
            }
            return writePlan
                    .write(tx, plans)
                    .compose(written -> alerts.save(tx, nexts))
                    .compose(saved -> alerts.end(tx, over))
                    .map(locked.size());
        });
    }

    /** Those who were not written to before. */
    private List<UserName> supervisors(Urgent one, Situation situation, List<UserName> managers) {
        return staff.supervisors(situation).stream()
                .filter(user -> one.step() == 0 || !managers.contains(user))
                .toList();
    }

    private static Planned plan(Urgent one, Situation situation, List<UserName> users) {
        // Its mail has the alert in the place of a milestone.
        Cause cause = new Cause(
                new MilestoneId(one.alert().value()), Optional.empty(), Purpose.ESCALATION.numbered(one.step() + 1));
        List<PlannedMessage> mails = users.stream()
                .map(user -> Staff.mail(cause, user, one.kind(), situation))
                .toList();
        return new Planned(situation, new FanoutPlan(List.of(), List.of(), mails, List.of()));
    }
}
