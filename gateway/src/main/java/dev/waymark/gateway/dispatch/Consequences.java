package dev.waymark.gateway.dispatch;

import dev.waymark.channels.email.SmtpOutcome;
import dev.waymark.channels.sms.TwilioOutcome;
import dev.waymark.gateway.cases.Bounces;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.DeliveryFailed;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.tasks.PgTasks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/**
 * What follows from conclusions, in their transaction: a task whose owner's endpoint answered, with whatever status, is
 * delivered; a number that opted out at its provider has opted out; an address that does not exist is not written to
 * again; managers are alerted of what could not be delivered.
 */
final class Consequences {

    private final PgTasks tasks;
    private final OptOuts optOuts;
    private final Bounces bounces;
    private final DeliveryFailed deliveryFailed;

    Consequences(PgTasks tasks, OptOuts optOuts, Bounces bounces, DeliveryFailed deliveryFailed) {
        this.tasks = tasks;
        this.optOuts = optOuts;
        this.bounces = bounces;
        this.deliveryFailed = deliveryFailed;
    }

    Future<Void> write(SqlClient tx, List<Conclusion> written, Instant now) {
        List<NotificationId> reached = written.stream()
                .filter(conclusion -> conclusion.claimed().channel() == ChannelKind.WEBHOOK)
                .filter(conclusion ->
                        conclusion.attempt().filter(a -> a.answered()).isPresent())
                .map(conclusion -> conclusion.claimed().id())
                .toList();
        List<Conclusion> failed =
                written.stream().filter(Consequences::hasFailed).toList();
        List<NotificationId> optedOut = withCode(written, TwilioOutcome.OPTED_OUT_CODE);
        List<NotificationId> bounced = withCode(written, SmtpOutcome.NO_SUCH_ADDRESS);
        return tasks.deliver(tx, reached, now)
                .compose(done -> optedOut.isEmpty() ? Future.succeededFuture() : optOuts.outByText(tx, optedOut, now))
                .compose(done -> bounced.isEmpty() ? Future.succeededFuture() : bounces.mark(tx, bounced, now))
                .compose(done ->
                        failed.isEmpty() ? Future.succeededFuture() : deliveryFailed.raise(tx, failed, bounced));
    }

    private static List<NotificationId> withCode(List<Conclusion> written, String start) {
        return written.stream()
                .filter(conclusion -> conclusion
                        .attempt()
                        .filter(attempt -> attempt.code().startsWith(start))
                        .isPresent())
                .map(conclusion -> conclusion.claimed().id())
                .toList();
    }

    /** A dead letter, or a text that was attempted in vain and is left out: refused, given up or stale. */
    static boolean hasFailed(Conclusion conclusion) {
        if (!(conclusion.next() instanceof Conclusion.Ended ended)) {
            return false;
        }
        boolean attempted = conclusion.attempt().isPresent()
                ? !ended.reason().equals(Reason.OPTED_OUT.code())
                : ended.reason().equals(Reason.STALE.code())
                        && conclusion.claimed().concluded() > 0;
        return ended.state().equals("dead") || (ended.state().equals("left-out") && attempted);
    }
}
