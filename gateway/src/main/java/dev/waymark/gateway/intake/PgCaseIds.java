package dev.waymark.gateway.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The ids of cases by their names; a case keeps its id, so what was found once is remembered. Thread-safe. */
final class PgCaseIds {

    /** About 20 MB. */
    private static final int REMEMBERED = 50_000;

    private static final String FIND = """
            select c.program, c.code, c.id
              from unnest($1::text[], $2::text[]) as wanted (program, code)
              join care_case c on c.program = wanted.program and c.code = wanted.code and c.forgotten_at is null
            """;

    private final Cache<CaseRef, CaseId> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** The ids of those of these cases that have one. */
    Future<Map<CaseRef, CaseId>> find(SqlClient client, Collection<CaseRef> refs) {
        Map<CaseRef, CaseId> found = new HashMap<>(remembered.getAllPresent(refs));
        Set<CaseRef> missing = new LinkedHashSet<>(refs);
        missing.removeAll(found.keySet());
        if (missing.isEmpty()) {
            return Future.succeededFuture(found);
        }
        return client.preparedQuery(FIND).execute(names(missing)).map(rows -> {
            rows.forEach(row -> {
                CaseRef ref = new CaseRef(new ProgramId(row.getString(0)), row.getString(1));
                CaseId id = new CaseId(row.getUUID(2));
                found.put(ref, id);
                remembered.put(ref, id);
            });
            return found;
        });
    }

    static Tuple names(Collection<CaseRef> refs) {
        return Tuple.of(Columns.of(refs, ref -> ref.program().value(), String[]::new))
                .addValue(Columns.of(refs, CaseRef::code, String[]::new));
    }
}
