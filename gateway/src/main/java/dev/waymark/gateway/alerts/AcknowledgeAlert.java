package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Feeds;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;

/** Marks an alert as acknowledged; the first one counts. No task moves, and nobody else's message. Thread-safe. */
final class AcknowledgeAlert {

    private static final String LOCK_VISIBLE = """
            select a.case_id, a.acknowledged_at
              from alert a
              join care_case c on c.id = a.case_id
             where a.id = $5 and """ + CaseScope.SQL_OF_ALERTS + """
               for update of a
            """;

    private static final String ACKNOWLEDGE = """
            update alert
               set acknowledged_at = $3, acknowledged_by = $4, note = $5
             where id = $1 and case_id = $2
            """;

    private static final String TELL = """
            insert into alert_feed (cursor, alert, case_id, what)
            values ($1, $2, $3, 'acked')
            """;

    /** What an acknowledgement did. */
    enum Done {
        FIRST,
        ALREADY,
        NOT_FOUND
    }

    private final Database database;
    private final CaseAccess access;
    private final Sealing sealing;
    private final Clocks clocks;

    AcknowledgeAlert(Database database, CaseAccess access, Sealing sealing, Clocks clocks) {
        this.database = database;
        this.access = access;
        this.sealing = sealing;
        this.clocks = clocks;
    }

    Future<Done> by(Caller.OfPerson person, AlertId alert, Optional<String> note) {
        Tuple wanted = access.scope(person).addTo(Tuple.tuple()).addUUID(alert.value());
        return database.transaction(
                tx -> tx.preparedQuery(LOCK_VISIBLE).execute(wanted).compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(Done.NOT_FOUND);
                    }
                    var row = rows.iterator().next();
                    return row.getOffsetDateTime("acknowledged_at") != null
                            ? Future.succeededFuture(Done.ALREADY)
                            : first(tx, person, alert, new CaseId(row.getUUID("case_id")), note);
                }));
    }

    private Future<Done> first(
            SqlClient tx, Caller.OfPerson person, AlertId alert, CaseId caseId, Optional<String> note) {
        return sealed(tx, alert, caseId, note)
                .compose(hidden -> tx.preparedQuery(ACKNOWLEDGE)
                        .execute(Tuple.of(
                                alert.value(),
                                caseId.value(),
                                Times.of(clocks.business()),
                                person.user().value(),
                                hidden.orElse(null))))
                .compose(marked -> Feeds.take(tx, Map.of(Feeds.ALERTS, 1)))
                .compose(first -> tx.preparedQuery(TELL)
                        .execute(Tuple.of(first.get(Feeds.ALERTS), alert.value(), caseId.value())))
                .map(Done.FIRST);
    }

    private Future<Optional<Buffer>> sealed(SqlClient tx, AlertId alert, CaseId caseId, Optional<String> note) {
        Cell cell = new Cell("alert", "note", alert.toString());
        return note.map(text -> sealing.keyUnlessForgotten(tx, Scope.of(caseId))
                        .map(kept -> kept.map(key -> sealing.seal(key, cell, Buffer.buffer(text)))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }
}
