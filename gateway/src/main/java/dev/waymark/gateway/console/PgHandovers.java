package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.cases.PgCovers;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Cases that change managers: a few statements, however many. Stateless; all in the transaction given. */
final class PgHandovers {

    private static final String THOSE_GIVEN = """
                  from care_case c
                 where\s""" + CaseScope.SQL + """
                   and c.managers @> array[$5::text] and c.program = any($6::text[])
                   and ($7::text[] is null or c.program || '/' || c.code = any($7))
            """;

    // Rows in key order, as wherever cases are locked.
    private static final String GIVE = """
            with given as (
                select c.id
            """ + THOSE_GIVEN + """
                 order by c.id
                   for no key update
            )
            insert into handover (id, case_id, from_user, to_user, made_by, made_at, until)
            select $8, given.id, $5, $9, $10, $11, $12
              from given
            returning case_id
            """;

    private static final String SIZE = "select count(*) as cases\n" + THOSE_GIVEN;

    private static final String IN_FORCE = """
            select id, from_user, to_user, until, count(*) as cases
              from handover
             where made_by = $1 and ended_at is null and (until is not null or made_at >= $2)
             group by id, from_user, to_user, until
             order by max(arrival) desc
             limit 50
            """;

    private static final String LOCK = """
            select c.id as case_id
              from care_case c
             where c.id in (select h.case_id
                              from handover h
                             where h.ended_at is null and (h.id = $1 or ($1::uuid is null and h.until <= $2)))
             order by c.id
               for no key update
            """;

    private static final String END = """
            update handover
               set ended_at = $2
             where case_id = any($3) and ended_at is null and (id = $1 or ($1::uuid is null and until <= $2))
            returning case_id
            """;

    private static final String FIND = """
            select made_by, made_at, until from handover where id = $1 and ended_at is null limit 1
            """;

    private final PgCovers covers = new PgCovers();

    /** An act of handing over, in force. */
    record Act(String by, Instant at, boolean forGood) {}

    /** The same with all that it gave. {@code until}: when it comes back; empty: never. */
    record InForce(UUID id, String from, String to, long cases, Optional<Instant> until) {}

    /** The cases that went over. */
    Future<List<CaseId>> give(SqlClient tx, CaseScope scope, Handover handover) {
        Tuple parameters = scope.addTo(Tuple.tuple())
                .addString(handover.from().value())
                .addArrayOfString(handover.programs().toArray(String[]::new))
                .addArrayOfString(handover.cases()
                        .map(cases -> cases.toArray(String[]::new))
                        .orElse(null))
                .addUUID(handover.id())
                .addString(handover.to().value())
                .addString(handover.by().value())
                .addOffsetDateTime(Times.of(handover.at()))
                .addOffsetDateTime(handover.until().map(Times::of).orElse(null));
        return tx.preparedQuery(GIVE)
                .execute(parameters)
                .map(PgHandovers::cases)
                .compose(given -> covers.settle(tx, given, handover.at()).map(given));
    }

    /** How many cases would go. */
    Future<Long> size(SqlClient client, CaseScope scope, UserName from, List<String> programs) {
        Tuple parameters = scope.addTo(Tuple.tuple())
                .addString(from.value())
                .addArrayOfString(programs.toArray(String[]::new))
                .addArrayOfString(null);
        return client.preparedQuery(SIZE)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong("cases"));
    }

    /** What they gave and may take back, the newest first: what comes back at a time, and what went for good since then. */
    Future<List<InForce>> inForce(SqlClient client, UserName by, Instant since) {
        return client.preparedQuery(IN_FORCE)
                .execute(Tuple.of(by.value(), Times.of(since)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new InForce(
                                row.getUUID("id"),
                                row.getString("from_user"),
                                row.getString("to_user"),
                                row.getLong("cases"),
                                Optional.ofNullable(row.getOffsetDateTime("until"))
                                        .map(Times::instant)))
                        .toList());
    }

    /** Gives back what went over so, and was not given back before. */
    Future<List<CaseId>> undo(SqlClient tx, UUID handover, Instant now) {
        return end(tx, Tuple.of(handover, Times.of(now)), now);
    }

    /** Gives back what was given until now. */
    Future<List<CaseId>> giveBackDue(SqlClient tx, Instant now) {
        return end(tx, Tuple.tuple().addUUID(null).addOffsetDateTime(Times.of(now)), now);
    }

    private Future<List<CaseId>> end(SqlClient tx, Tuple which, Instant now) {
        return tx.preparedQuery(LOCK)
                .execute(which)
                .compose(locked -> tx.preparedQuery(END)
                        .execute(Tuple.tuple()
                                .addUUID(which.getUUID(0))
                                .addOffsetDateTime(Times.of(now))
                                .addArrayOfUUID(cases(locked).stream()
                                        .map(CaseId::value)
                                        .toArray(UUID[]::new))))
                .map(PgHandovers::cases)
                .compose(ended -> covers.settle(tx, ended, now).map(ended));
    }

    Future<Optional<Act>> find(SqlClient client, UUID handover) {
        return client.preparedQuery(FIND).execute(Tuple.of(handover)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .findFirst()
                .map(row -> new Act(
                        row.getString("made_by"),
                        Times.instant(row.getOffsetDateTime("made_at")),
                        row.getOffsetDateTime("until") == null)));
    }

    private static List<CaseId> cases(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new CaseId(row.getUUID("case_id")))
                .distinct()
                .toList();
    }
}
