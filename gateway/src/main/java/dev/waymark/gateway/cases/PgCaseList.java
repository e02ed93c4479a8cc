package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Lists the cases that somebody may see, page by page. Stateless. */
final class PgCaseList {

    private static final String PAGE = "select c.id, c.program, c.code, c.enrolled_at, c.partners, c.roles, c.managers"
            + " from care_case c where "
            + CaseScope.SQL
            + """
             and ($5::text is null or c.program = $5)
             and (c.program, c.code) > ($6, $7)
             order by c.program, c.code
             limit $8
            """;

    /** Where a page begins: behind this program and code, which need not exist (any more). */
    record After(String program, String code) {
        static final After NOTHING = new After("", "");
    }

    Future<List<CareCase>> page(
            SqlClient client, CaseScope scope, Optional<ProgramId> program, After after, int limit) {
        Tuple parameters = scope.addTo(Tuple.tuple())
                .addValue(program.map(ProgramId::value).orElse(null))
                .addString(after.program())
                .addString(after.code())
                .addInteger(limit);
        return client.preparedQuery(PAGE).execute(parameters).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(PgCases::read)
                .toList());
    }
}
