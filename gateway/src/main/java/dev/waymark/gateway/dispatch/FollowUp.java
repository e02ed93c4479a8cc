package dev.waymark.gateway.dispatch;

import dev.waymark.channels.sms.TwilioOutcome;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.DeliveryFailed;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/**
 * What follows from conclusions, in their transaction: a task whose endpoint answered, with whatever status, is
 * delivered; a number that opted out at its provider has opted out; managers are alerted of what could not be
 * delivered.
 */
final class FollowUp {

    private final PgTasks tasks;
    private final OptOuts optOuts;
    private final DeliveryFailed deliveryFailed;

    FollowUp(PgTasks tasks, OptOuts optOuts, DeliveryFailed deliveryFailed) {
        this.tasks = tasks;
        this.optOuts = optOuts;
        this.deliveryFailed = deliveryFailed;
    }

    Future<Void> write(SqlClient tx, List<Conclusion> written, Instant now) {
        List<NotificationId> reached = written.stream()
                .filter(conclusion -> conclusion.claimed().channel() == ChannelKind.WEBHOOK)
                .filter(conclusion ->
                        conclusion.attempt().filter(a -> a.answered()).isPresent())
                .map(conclusion -> conclusion.claimed().id())
                .toList();
        List<Conclusion> dead =
                written.stream().filter(conclusion -> isDead(conclusion.next())).toList();
        List<NotificationId> optedOut = written.stream()
                .filter(conclusion -> conclusion
                        .attempt()
                        .filter(attempt -> attempt.code().equals(TwilioOutcome.OPTED_OUT_CODE))
                        .isPresent())
                .map(conclusion -> conclusion.claimed().id())
                .toList();
        Future<Void> delivered = reached.isEmpty() ? Future.succeededFuture() : delivered(tx, reached, now);
        return delivered
                .compose(done -> optedOut.isEmpty() ? Future.succeededFuture() : optOuts.outByText(tx, optedOut, now))
                .compose(done -> dead.isEmpty() ? Future.succeededFuture() : deliveryFailed.raise(tx, dead));
    }

    private Future<Void> delivered(SqlClient tx, List<NotificationId> reached, Instant now) {
        return tasks.lockByNotifications(tx, reached)
                .compose(found -> tasks.deliver(tx, found.stream().map(Task::id).toList(), now))
                .mapEmpty();
    }

    private static boolean isDead(Conclusion.Next next) {
        return next instanceof Conclusion.Ended ended && ended.state().equals("dead");
    }
}
