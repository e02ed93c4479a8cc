package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.pg.Feeds;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The feed of alerts and acknowledgements, read in order of its cursors. Stateless. */
final class PgAlerts {

    private static final String NEWEST = "select last from feed where name = '" + Feeds.ALERTS + "'";

    private static final String ENTRIES = """
            select f.cursor, f.what, a.id, a.case_id, a.kind, a.code, a.severity, a.at, a.ack_required,
                   a.acknowledged_at, a.acknowledged_by, a.words,
                   c.program, c.code as case_code, c.enrolled_at is not null as enrolled, c.managers,
                   case when a.kind in ('at-risk', 'stalled', 'task-overdue') then a.partner
                        else coalesce(n.partner, m.partner, substring(g.author from '^partner/(.*)$')) end as partner,
                   a.expected_by, m.reason, t.action, t.owner, t.due_at
              from alert_feed f
              join alert a on a.id = f.alert and a.case_id = f.case_id
              join care_case c on c.id = a.case_id
              left join milestone m on m.id = a.milestone and m.case_id = a.case_id
              left join message g on g.id = a.milestone and g.case_id = a.case_id
              left join notification n on n.id = a.notification and n.case_id = a.case_id
              left join lateral (select task.action, task.owner, task.due_at from task
                                  where task.case_id = a.case_id and task.milestone = a.milestone
                                  order by task.requested_at desc limit 1) t on true
            """;

    private static final String TAIL = ENTRIES + """
             where f.cursor > $1
             order by f.cursor
             limit $2
            """;

    private static final String BETWEEN = ENTRIES + " where " + CaseScope.SQL_OF_ALERTS + """
               and f.cursor > $5 and f.cursor <= $6
             order by f.cursor
             limit $7
            """;

    private static final String UNACKNOWLEDGED = ENTRIES + " where " + CaseScope.SQL_OF_ALERTS + """
               and f.cursor > $5 and f.cursor <= $6 and f.what = 'alert' and a.acknowledged_at is null
               and ((a.ack_required and a.program = any($8::text[]))
                    or (not a.ack_required and a.program = any($8::text[]) and a.at >= $9))
             order by f.cursor
             limit $7
            """;

    /** The highest cursor given so far, 0 before the first: what stands at or before it can be read. */
    Future<Long> newest(SqlClient client) {
        return client.preparedQuery(NEWEST)
                .execute()
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("last"));
    }

    /** What comes next after a cursor, whoever may see it. */
    Future<List<AlertEntry>> tail(SqlClient client, long after, int limit) {
        return client.preparedQuery(TAIL).execute(Tuple.of(after, limit)).map(PgAlerts::entries);
    }

    /** A run of cursors: above {@code after}, up to {@code until}, at most {@code limit} entries of it. */
    record Range(long after, long until, int limit) {}

    /** What this scope may see, acknowledgements too. */
    Future<List<AlertEntry>> between(SqlClient client, CaseScope scope, Range range) {
        return client.preparedQuery(BETWEEN).execute(parameters(scope, range)).map(PgAlerts::entries);
    }

    /** The alerts that this scope may see and nobody acknowledged; those that need it, and those since {@code recent}. */
    Future<List<AlertEntry>> unacknowledged(SqlClient client, CaseScope scope, Range range, Instant recent) {
        Set<ProgramId> programs = new HashSet<>(scope.programs());
        programs.addAll(scope.supervised());
        Tuple parameters = parameters(scope, range)
                .addArrayOfString(programs.stream().map(ProgramId::value).toArray(String[]::new))
                .addOffsetDateTime(Times.of(recent));
        return client.preparedQuery(UNACKNOWLEDGED).execute(parameters).map(PgAlerts::entries);
    }

    private static Tuple parameters(CaseScope scope, Range range) {
        return scope.addTo(Tuple.tuple())
                .addLong(range.after())
                .addLong(range.until())
                .addInteger(range.limit());
    }

    private static List<AlertEntry> entries(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PgAlerts::entry)
                .toList();
    }

    private static AlertEntry entry(Row row) {
        AlertId alert = new AlertId(row.getUUID("id"));
        CaseId caseId = new CaseId(row.getUUID("case_id"));
        return new AlertEntry(
                row.getLong("cursor"),
                row.getString("what").equals("acked"),
                alert,
                caseId,
                new CaseRef(new ProgramId(row.getString("program")), row.getString("case_code")),
                row.getBoolean("enrolled"),
                Stream.of(row.getArrayOfStrings("managers")).map(UserName::new).toList(),
                row.getString("kind"),
                new MilestoneCode(row.getString("code")),
                row.getString("severity"),
                Times.instant(row.getOffsetDateTime("at")),
                row.getBoolean("ack_required"),
                Optional.ofNullable(row.getOffsetDateTime("acknowledged_at"))
                        .map(at -> new AlertEntry.Acknowledged(
                                new UserName(row.getString("acknowledged_by")), Times.instant(at))),
                Optional.ofNullable(row.getString("partner")).map(PartnerId::new),
                Optional.ofNullable(row.getOffsetDateTime("expected_by")).map(Times::instant),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("action"))
                        .map(action -> new AlertEntry.Asked(
                                new Action(action),
                                new PartnerId(row.getString("owner")),
                                Times.instant(row.getOffsetDateTime("due_at")))),
                Optional.ofNullable(row.getBuffer("words"))
                        .map(words -> new Sealed(Scope.of(caseId), NewAlert.wordsCell(alert), words)));
    }
}
