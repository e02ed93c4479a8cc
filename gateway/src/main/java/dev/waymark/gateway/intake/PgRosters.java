package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Who is on a case, read so that it stays true until the transaction ends; rows for cases that nobody enrolled. */
final class PgRosters {

    private static final String ADD = """
            insert into care_case (id, program, code)
            select id, program, code
              from unnest($3::uuid[], $1::text[], $2::text[]) as unknown (id, program, code)
             order by program, code
            on conflict (program, code) do nothing
            """;

    private static final String LOCK = """
            select c.program, c.code, c.id, c.enrolled_at is not null as enrolled, c.partners,
                   c.forgotten_at is not null as forgotten
              from unnest($1::text[], $2::text[]) as wanted (program, code)
              join care_case c on c.program = wanted.program and c.code = wanted.code
             order by c.id
               for key share of c
            """;

    private final Ids ids;

    PgRosters(Ids ids) {
        this.ids = ids;
    }

    /**
     * @param partners who is on it; nobody while it is not enrolled
     * @param forgotten what comes for it is kept without its content
     */
    record Roster(CaseId caseId, Set<PartnerId> partners, boolean forgotten) {

        boolean lists(PartnerId partner) {
            return partners.contains(partner);
        }
    }

    /** A row for each of these cases that has none; parked events are kept under it until the case is enrolled. */
    Future<Void> add(SqlClient tx, Set<CaseRef> refs) {
        SortedSet<CaseRef> sorted = new TreeSet<>(refs);
        Tuple columns = PgCaseIds.names(sorted).addValue(Columns.of(sorted, ref -> ids.next(), UUID[]::new));
        return tx.preparedQuery(ADD).execute(columns).mapEmpty();
    }

    /** The rosters of those of these cases that have a row, locked against a new one. */
    Future<Map<CaseRef, Roster>> lock(SqlClient tx, Set<CaseRef> refs) {
        return tx.preparedQuery(LOCK).execute(PgCaseIds.names(refs)).map(rows -> {
            Map<CaseRef, Roster> rosters = new HashMap<>();
            rows.forEach(row -> {
                Set<PartnerId> partners = new TreeSet<>();
                if (row.getBoolean(3)) {
                    for (String partner : row.getArrayOfStrings(4)) {
                        partners.add(new PartnerId(partner));
                    }
                }
                rosters.put(
                        new CaseRef(new ProgramId(row.getString(0)), row.getString(1)),
                        new Roster(new CaseId(row.getUUID(2)), partners, row.getBoolean(5)));
            });
            return rosters;
        });
    }
}
