package dev.waymark.gateway.messages;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MessageId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.stream.Collectors;

/** Replies to one message, in turn. Stateless; every call runs in the transaction given. */
public final class PgReplies {

    // After the case and the notification, before the task. Whoever plans locks no message.
    private static final String HOLD = "select id from message where case_id = $1 and id = $2 for no key update";

    private static final String UNPLANNED = """
            select m.id
              from message m join fanout_due d on d.case_id = m.case_id and d.message = m.id
             where m.case_id = $1 and m.in_reply_to = $2
            """;

    /** Until the transaction ends nobody else replies to it; those that did are seen by what is read from now on. */
    public Future<Void> hold(SqlClient tx, CaseId caseId, MessageId to) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(caseId.value(), to.value()))
                .mapEmpty();
    }

    /** Those of which nothing came yet. A task that is read after this is as they leave it, or they are among these. */
    public Future<Set<MessageId>> unplanned(SqlClient tx, CaseId caseId, MessageId to) {
        return tx.preparedQuery(UNPLANNED)
                .execute(Tuple.of(caseId.value(), to.value()))
                .map(rows ->
                        rows.stream().map(row -> new MessageId(row.getUUID(0))).collect(Collectors.toSet()));
    }
}
