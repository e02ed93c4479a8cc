package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** Cases as they stand, found and counted in SQL, however many there are. Stateless. */
final class PgBoard {

    private static final String FROM = """
              from care_case c
              join case_standing s on s.case_id = c.id
             where\s""" + CaseScope.SQL + """
               and ($5::text is null or c.program = $5)
               and ($6::text is null or position(lower($6) in lower(c.program || '/' || c.code)) > 0)
               and ($7::text is null or c.managers @> array[$7::text])
               and ($8::text is null or s.waiting_partner = $8 or s.waiting_role = $8)
            """;

    private static final String PAGE = """
            select c.program, c.code, c.managers, s.stage, s.status, s.waiting_role, s.waiting_partner, s.milestone_code,
                   s.since, s.expected_by, s.held_since
            """ + FROM + """
               and ($9::text is null or s.stage = $9)
               and (cardinality($10::text[]) = 0 or s.status = any($10))
             order by array_position(array['stalled', 'at-risk', 'on-track', 'closed'], s.status),
                      s.expected_by nulls last, c.program, c.code
             offset $11 limit $12
            """;

    private static final String COUNTS =
            "select s.stage, s.status, count(*) as many\n" + FROM + "group by s.stage, s.status";

    /** How many cases are in one stage with one status. */
    record Count(String stage, String status, long many) {}

    Future<List<Row>> page(SqlClient client, CaseScope scope, BoardQuery query) {
        Tuple parameters = filter(scope, query)
                .addString(query.stage().orElse(null))
                .addArrayOfString(query.statuses().toArray(String[]::new))
                .addInteger(query.offset())
                .addInteger(query.limit());
        return client.preparedQuery(PAGE)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    /** Whatever stage and status are asked for: how many each of them would give. */
    Future<List<Count>> counts(SqlClient client, CaseScope scope, BoardQuery query) {
        return client.preparedQuery(COUNTS).execute(filter(scope, query)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Count(row.getString("stage"), row.getString("status"), row.getLong("many")))
                .toList());
    }

    private static Tuple filter(CaseScope scope, BoardQuery query) {
        return scope.addTo(Tuple.tuple())
                .addString(query.program().orElse(null))
                .addString(query.text().orElse(null))
                .addString(query.manager().orElse(null))
                .addString(query.waiting().orElse(null));
    }
}
