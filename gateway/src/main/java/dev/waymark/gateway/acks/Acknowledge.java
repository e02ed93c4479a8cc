package dev.waymark.gateway.acks;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskRules;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records who acknowledged a notification, however they did. It counts for the recipient who gave it; a task moves only
 * by its owner, or one of the owner's contacts, and the first sets its time (protocol, section 5). Thread-safe.
 */
public final class Acknowledge {

    private final PgNotifications notifications;
    private final PgTasks tasks;
    private final Sealing sealing;
    private final Clocks clocks;

    public Acknowledge(PgNotifications notifications, PgTasks tasks, Sealing sealing, Clocks clocks) {
        this.notifications = notifications;
        this.tasks = tasks;
        this.sealing = sealing;
        this.clocks = clocks;
    }

    /** What the recipient says of themselves; sealed. */
    public record Words(String by, Optional<String> note) {}

    /**
     * What came of it.
     *
     * @param first whether it was the first: of the task, of the notification where there is none
     * @param fresh whether this notification was not acknowledged before
     */
    public record Acknowledged(Instant at, boolean first, boolean fresh) {}

    /**
     * In the transaction given; an acknowledgement that came before stands. Of a forgotten case the words are not kept.
     */
    public Future<Acknowledged> acknowledge(SqlClient tx, Notification notification, Words words) {
        Instant now = clocks.business();
        return moveTask(tx, notification, now)
                .compose(moved -> sealing.keyUnlessForgotten(tx, Scope.of(notification.caseId()))
                        .compose(kept -> notifications.acknowledge(
                                tx,
                                notification,
                                now,
                                kept.map(key -> sealing.seal(
                                        key,
                                        Notification.acknowledgedByCell(notification.id()),
                                        toJson(words).toBuffer()))))
                        .map(fresh -> new Acknowledged(
                                fresh ? now : notification.acknowledgedAt().orElse(now), moved.orElse(fresh), fresh)));
    }

    /** Whether this is the task's first answer; empty where there is no task, or it is another's. */
    private Future<Optional<Boolean>> moveTask(SqlClient tx, Notification notification, Instant now) {
        Optional<PartnerId> partner = notification.partner();
        if (notification.task().isEmpty() || partner.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return tasks.lock(tx, notification.task().get())
                .compose(found -> found.filter(task -> task.owner().equals(partner.get()))
                        .map(task -> move(tx, task, now))
                        .orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Boolean>> move(SqlClient tx, Task task, Instant now) {
        Task next = TaskRules.acknowledge(task, now);
        return tasks.save(tx, List.of(next))
                .compose(saved -> followUp(tx, next, now))
                .map(told -> Optional.of(!task.isAnswered()));
    }

    /** Until it is due it is looked at in time anyway. After that an answer begins a clock of its own. */
    private Future<Void> followUp(SqlClient tx, Task task, Instant now) {
        return task.isOpen() && now.isAfter(task.dueAt(now))
                ? tasks.followUpNow(tx, task, now)
                : Future.succeededFuture();
    }

    private static JsonObject toJson(Words words) {
        JsonObject json = new JsonObject().put("by", words.by());
        words.note().ifPresent(note -> json.put("note", note));
        return json;
    }
}
