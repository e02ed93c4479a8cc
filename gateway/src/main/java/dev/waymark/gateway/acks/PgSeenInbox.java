package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.PgNotifications;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What of a partner's inbox is of the cases that somebody may see. Stateless. */
final class PgSeenInbox {

    private static final String SEEN = "select n.id from notification n join care_case c on c.id = n.case_id where "
            + CaseScope.SQL + " and n.partner = $5 and n.sequence > $6 and ($7 or " + PgNotifications.OPEN + """
            )
            order by n.sequence
            limit $8
            """;

    /** By sequence. */
    Future<List<NotificationId>> page(SqlClient client, CaseScope scope, PartnerId partner, InboxQuery query) {
        Tuple parameters = scope.addTo(Tuple.tuple())
                .addString(partner.value())
                .addLong(query.after())
                .addBoolean(query.all())
                .addInteger(query.limit());
        return client.preparedQuery(SEEN).execute(parameters).map(rows -> {
            List<NotificationId> page = new ArrayList<>();
            rows.forEach(row -> page.add(new NotificationId(row.getUUID("id"))));
            return page;
        });
    }
}
