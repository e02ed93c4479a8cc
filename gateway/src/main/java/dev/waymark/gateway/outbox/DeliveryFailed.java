package dev.waymark.gateway.outbox;

import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Alerts the managers of a case, once each time that a notification fails, that somebody could not be reached. */
public final class DeliveryFailed {

    private static final String WHAT_FAILED = """
            select n.case_id, n.id, n.milestone, c.program, m.code, n.sent_again, encode(n.address_hash, 'hex') as address
            from notification n
            join care_case c on c.id = n.case_id
            join milestone m on m.id = n.milestone and m.case_id = n.case_id
            where n.id = any($1)
            order by n.case_id, n.id
            """;

    private final PgOutbox outbox;
    private final Ids ids;

    public DeliveryFailed(PgOutbox outbox, Ids ids) {
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Alerts of dead letters and texts left out; of those in {@code bounced}, whose address does not exist, once for each case and address. */
    public Future<Void> raise(SqlClient tx, List<Conclusion> failed, Collection<NotificationId> bounced) {
        return raise(tx, failed.stream().map(c -> c.claimed().id()).toList(), Set.copyOf(bounced));
    }

    /** As {@link #raise}, for messages of which their far side said it later. */
    public Future<Void> raiseFor(SqlClient tx, List<NotificationId> messages) {
        return raise(tx, messages, Set.of());
    }

    private Future<Void> raise(SqlClient tx, List<NotificationId> messages, Set<NotificationId> bounced) {
        UUID[] failed = messages.stream().map(NotificationId::value).toArray(UUID[]::new);
        return tx.preparedQuery(WHAT_FAILED).execute(Tuple.of((Object) failed)).compose(rows -> {
            List<NewAlert> alerts = new ArrayList<>();
            rows.forEach(row -> {
                NotificationId notification = new NotificationId(row.getUUID("id"));
                alerts.add(new NewAlert(
                        new CaseId(row.getUUID("case_id")),
                        new AlertId(ids.next()),
                        new ProgramId(row.getString("program")),
                        "delivery-failed",
                        row.getString("code"),
                        "warning",
                        Optional.of(new MilestoneId(row.getUUID("milestone"))),
                        Optional.of(notification),
                        true,
                        bounced.contains(notification)
                                ? "bounced/" + row.getUUID("case_id") + "/" + row.getString("address")
                                : "delivery-failed/" + notification + round(row.getInteger("sent_again")),
                        Optional.empty(),
                        Optional.empty()));
            });
            return outbox.put(tx, List.of(), alerts);
        });
    }

    /** After an operator sent it again, it may fail again: that is another alert. */
    private static String round(int sentAgain) {
        return sentAgain == 0 ? "" : "/" + sentAgain;
    }
}
