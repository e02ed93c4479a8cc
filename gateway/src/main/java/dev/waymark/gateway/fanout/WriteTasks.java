package dev.waymark.gateway.fanout;

import dev.waymark.gateway.fanout.FanoutPlan.TaskEnd;
import dev.waymark.gateway.fanout.WritePlan.Planned;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the tasks of plans. An answer that came in since the plan was made stands: the rules are applied to the locked row. */
final class WriteTasks {

    private final PgTasks tasks;
    private final PgOutbox outbox;
    private final Clocks clocks;

    WriteTasks(PgTasks tasks, PgOutbox outbox, Clocks clocks) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.clocks = clocks;
    }

    /**
     * Those of the tasks requested here that are cancelled here as well: what requests them is still to be written, and to be
     * cancelled then.
     */
    Future<List<TaskId>> write(SqlClient tx, List<Planned> plans) {
        Map<TaskId, Task> requests = new LinkedHashMap<>();
        Map<TaskId, List<TaskEnd>> ends = new HashMap<>();
        for (Planned planned : plans) {
            planned.plan().requests().forEach(task -> requests.put(task.id(), task));
            planned.plan().ends().forEach(end -> ends.computeIfAbsent(end.task(), id -> new ArrayList<>())
                    .add(end));
        }
        requests.replaceAll((id, task) -> ended(task, ends.getOrDefault(id, List.of())));
        List<TaskId> cancelledAtOnce =
                cancelled(ends).stream().filter(requests::containsKey).toList();
        ends.keySet().removeAll(requests.keySet());
        // Notifications are locked before tasks, as by whoever delivers or acknowledges them.
        return outbox.cancelRequests(tx, cancelled(ends), clocks.business())
                .compose(done ->
                        tasks.move(tx, ends.keySet(), task -> ended(task, ends.getOrDefault(task.id(), List.of()))))
                .compose(moved -> tasks.insert(tx, List.copyOf(requests.values())))
                .map(cancelledAtOnce);
    }

    /** Once what requests these is written. */
    Future<Void> cancelRequests(SqlClient tx, List<TaskId> tasks) {
        return outbox.cancelRequests(tx, tasks, clocks.business());
    }

    private static List<TaskId> cancelled(Map<TaskId, List<TaskEnd>> ends) {
        return ends.values().stream()
                .flatMap(List::stream)
                .filter(end -> end instanceof TaskEnd.Cancelled || end instanceof TaskEnd.Withdrawn)
                .map(TaskEnd::task)
                .distinct()
                .toList();
    }

    private static Task ended(Task task, List<TaskEnd> ends) {
        Task next = task;
        for (TaskEnd end : ends) {
            next = end.of(next);
        }
        return next;
    }
}
