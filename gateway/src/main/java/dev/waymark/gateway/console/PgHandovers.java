package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Cases that change managers: one statement, however many. Stateless; all in the transaction given. */
final class PgHandovers {

    // The managers in their order, one in place of the other. Rows in key order, as wherever cases are locked.
    private static final String GIVE = """
            with given as (
                select c.id, c.managers @> array[$6::text] as was_on_it
                  from care_case c
                 where\s""" + CaseScope.SQL + """
                   and c.managers @> array[$5::text] and c.program = any($7::text[])
                   and ($8::text[] is null or c.program || '/' || c.code = any($8))
                 order by c.id
                   for no key update
            ), changed as (
                update care_case c
                   set managers = case when given.was_on_it then array_remove(c.managers, $5)
                                       else array_replace(c.managers, $5, $6) end,
                       updated_at = $11
                  from given
                 where c.id = given.id
                returning c.id
            )
            insert into handover (id, case_id, from_user, to_user, was_on_it, made_by, made_at, until)
            select $9, given.id, $5, $6, given.was_on_it, $10, $11, $12
              from given
              join changed on changed.id = given.id
            returning case_id
            """;

    private static final String BACK = """
            with back as (
                select h.id, h.case_id, h.from_user, h.to_user, h.was_on_it
                  from handover h
                  join care_case c on c.id = h.case_id
                 where h.ended_at is null and (h.id = $1 or ($1::uuid is null and h.until <= $2))
                 order by h.case_id
                   for no key update of c
            ), changed as (
                update care_case c
                   set managers = case when c.managers @> array[back.from_user] then
                                            case when back.was_on_it then c.managers
                                                 else array_remove(c.managers, back.to_user) end
                                       when not c.managers @> array[back.to_user] then c.managers
                                       when back.was_on_it then c.managers || back.from_user
                                       else array_replace(c.managers, back.to_user, back.from_user) end,
                       updated_at = $2
                  from back
                 where c.id = back.case_id
            )
            update handover h
               set ended_at = $2
              from back
             where h.id = back.id and h.case_id = back.case_id
            returning h.case_id
            """;

    private static final String MADE_BY = """
            select made_by from handover where id = $1 and ended_at is null limit 1
            """;

    /** The cases that went over. */
    Future<List<CaseId>> give(SqlClient tx, CaseScope scope, Handover handover) {
        Tuple parameters = scope.addTo(Tuple.tuple())
                .addString(handover.from().value())
                .addString(handover.to().value())
                .addArrayOfString(handover.programs().toArray(String[]::new))
                .addArrayOfString(handover.cases()
                        .map(cases -> cases.toArray(String[]::new))
                        .orElse(null))
                .addUUID(handover.id())
                .addString(handover.by().value())
                .addOffsetDateTime(Times.of(handover.at()))
                .addOffsetDateTime(handover.until().map(Times::of).orElse(null));
        return tx.preparedQuery(GIVE).execute(parameters).map(PgHandovers::cases);
    }

    /** Gives back what went over so, where whoever got it still has it. */
    Future<List<CaseId>> undo(SqlClient tx, UUID handover, Instant now) {
        return tx.preparedQuery(BACK).execute(Tuple.of(handover, Times.of(now))).map(PgHandovers::cases);
    }

    /** Gives back what was given until now. */
    Future<List<CaseId>> giveBackDue(SqlClient tx, Instant now) {
        return tx.preparedQuery(BACK)
                .execute(Tuple.tuple().addUUID(null).addOffsetDateTime(Times.of(now)))
                .map(PgHandovers::cases);
    }

    /** Whether this is in force, and of this user's making. */
    Future<Boolean> isOf(SqlClient client, UUID handover, String user) {
        return client.preparedQuery(MADE_BY)
                .execute(Tuple.of(handover))
                .map(rows -> rows.size() > 0
                        && rows.iterator().next().getString("made_by").equals(user));
    }

    private static List<CaseId> cases(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new CaseId(row.getUUID("case_id")))
                .toList();
    }
}
