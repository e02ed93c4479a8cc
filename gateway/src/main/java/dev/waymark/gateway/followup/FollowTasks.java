package dev.waymark.gateway.followup;

import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.fanout.WritePlan;
import dev.waymark.gateway.fanout.WritePlan.Planned;
import dev.waymark.gateway.followup.PgFollowUps.Next;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of tasks that are due: what is written, and that it was, is one transaction, which holds the locks of the
 * cases and of the tasks, so that an answer comes before or after it. Nodes may run it at once. Thread-safe.
 *
 * <pre>
 *   due by next_at ─▶ cases locked, if free ─▶ tasks locked ─▶ still due? ─▶ steps planned and written, next_at moved on
 * </pre>
 */
final class FollowTasks {

    private static final int MOST = 100;

    private final Database database;
    private final DoDue<TaskId> doDue;
    private final ReadSituations situations;
    private final PgTasks tasks;
    private final PgFollowUps followUps = new PgFollowUps();
    private final WritePlan writePlan;
    private final Staff staff;
    private final Clocks clocks;

    FollowTasks(
            Database database,
            ReadSituations situations,
            PgTasks tasks,
            WritePlan writePlan,
            Staff staff,
            Clocks clocks,
            Metrics metrics) {
        this.database = database;
        this.doDue = new DoDue<>("task", database, this::look, followUps::postpone, clocks, metrics);
        this.situations = situations;
        this.tasks = tasks;
        this.writePlan = writePlan;
        this.staff = staff;
        this.clocks = clocks;
    }

    /** How many tasks were looked at. */
    Future<Integer> round() {
        return followUps.due(database.client(), clocks.business(), MOST).compose(doDue::round);
    }

    private Future<Integer> look(SqlClient tx, Map<TaskId, CaseId> due) {
        return situations.lockedIfFree(tx, Set.copyOf(due.values())).compose(free -> look(tx, due, free));
    }

    private Future<Integer> look(SqlClient tx, Map<TaskId, CaseId> due, Map<CaseId, Situation> free) {
        List<TaskId> ids = due.entrySet().stream()
                .filter(one -> free.containsKey(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return tasks.lock(tx, ids)
                .compose(locked -> followUps.lock(tx, ids, clocks.business()).compose(progress -> {
                    List<Task> mine = locked.stream()
                            .filter(task -> progress.containsKey(task.id()))
                            .toList();
                    return mine.isEmpty()
                            ? Future.succeededFuture(0)
                            : ToldSoFar.of(tx, mine)
                                    .compose(told -> follow(tx, mine, free, progress, told))
                                    .map(mine.size());
                }));
    }

    private Future<Void> follow(
            SqlClient tx,
            List<Task> mine,
            Map<CaseId, Situation> free,
            Map<TaskId, Progress> progress,
            ToldSoFar told) {
        List<Planned> plans = new ArrayList<>();
        List<Next> nexts = new ArrayList<>();
        List<TaskId> over = new ArrayList<>();
        for (Task task : mine) {
            Situation situation = there(free.get(task.caseId()), task);
            Due due = due(task, situation, there(progress.get(task.id()), task), told.lastAnswer(task));
            plans.add(new Planned(situation, new PlanSteps(situation, task, told, staff).plan(due)));
            due.lookAt()
                    .filter(at -> situation.careCase().enrolledAt().isPresent())
                    .ifPresentOrElse(
                            at -> nexts.add(new Next(task.id(), due.progress(), at)), () -> over.add(task.id()));
        }
        return writePlan
                .write(tx, plans)
                .compose(written -> followUps.save(tx, nexts))
                .compose(saved -> followUps.end(tx, over));
    }

    private static Due due(Task task, Situation situation, Progress progress, Optional<Instant> lastAnswer) {
        Optional<MilestoneCode> code = Optional.ofNullable(
                        situation.milestones().get(task.milestone()))
                .map(RecordedMilestone::code);
        return Due.of(task, situation.journey().followUp(code), lastAnswer, progress, situation.now());
    }

    private static <T> T there(@Nullable T part, Task task) {
        if (part == null) {
            throw new IllegalStateException("task " + task.id() + " is followed up and lacks a part");
        }
        return part;
    }
}
