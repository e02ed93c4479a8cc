package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Cases and their rosters in PostgreSQL. Stateless; every call runs on the connection or transaction given. */
public final class PgCases {

    private static final String FIND = """
            select id, program, code, enrolled_at, partners, roles, managers
              from care_case
             where program = $1 and code = $2 and enrolled_at is not null
            """;

    // So that it is not forgotten, nor its roster changed, before what is written on it is there.
    private static final String FIND_TO_WRITE_ON = FIND + " for key share";

    private static final String KEEP = "select id from care_case where id = $1 for key share";

    private static final String BY_IDS = """
            select id, program, code, enrolled_at, partners, roles, managers
              from care_case
             where id = any($1)
            """;

    private static final String LOCK = """
            select id, program, code, enrolled_at, partners, roles, managers
              from care_case
             where id = $1
               for update
            """;

    // Not as strong as a new roster's lock: events of these cases go on being taken.
    private static final String LOCK_FOR_PLAN = """
            select id, program, code, enrolled_at, partners, roles, managers
              from care_case
             where id = any($1)
             order by id
               for no key update
            """;

    // A case that is being planned is passed over: it is looked at again right after.
    private static final String LOCK_FREE_FOR_PLAN = LOCK_FOR_PLAN + " skip locked";

    /** An enrolled case by its name on the wire; empty too for one that only holds parked events. */
    public Future<Optional<CareCase>> find(SqlClient client, CaseRef ref) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(ref.program().value(), ref.code()))
                .map(PgCases::first);
    }

    /** As {@link #find}, its roster as it stays until the transaction ends. */
    public Future<Optional<CareCase>> findToWriteOn(SqlClient tx, CaseRef ref) {
        return tx.preparedQuery(FIND_TO_WRITE_ON)
                .execute(Tuple.of(ref.program().value(), ref.code()))
                .map(PgCases::first);
    }

    /** Until the transaction ends a case is neither forgotten nor its roster changed. */
    public Future<Void> keep(SqlClient tx, CaseId id) {
        return tx.preparedQuery(KEEP).execute(Tuple.of(id.value())).mapEmpty();
    }

    /** Cases by id, enrolled or not; those that do not exist are absent. */
    public Future<Map<CaseId, CareCase>> byIds(SqlClient client, Collection<CaseId> ids) {
        return byIds(client, BY_IDS, ids);
    }

    private static Future<Map<CaseId, CareCase>> byIds(SqlClient client, String statement, Collection<CaseId> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] values = ids.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        return client.preparedQuery(statement).execute(Tuple.of(values)).map(rows -> {
            Map<CaseId, CareCase> found = new LinkedHashMap<>();
            rows.forEach(row -> {
                CareCase careCase = read(row);
                found.put(careCase.id(), careCase);
            });
            return found;
        });
    }

    /** Cases by id, enrolled or not, their rows locked against other plans and rosters until the transaction ends. */
    public Future<Map<CaseId, CareCase>> lockForPlan(SqlClient tx, Collection<CaseId> ids) {
        return byIds(tx, LOCK_FOR_PLAN, ids);
    }

    /** As {@link #lockForPlan}, without those that somebody else has locked now. */
    public Future<Map<CaseId, CareCase>> lockFreeForPlan(SqlClient tx, Collection<CaseId> ids) {
        return byIds(tx, LOCK_FREE_FOR_PLAN, ids);
    }

    /** One case by id, its row locked until the transaction ends. */
    public Future<Optional<CareCase>> lock(SqlClient tx, CaseId id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id.value())).map(PgCases::first);
    }

    private static Optional<CareCase> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    static CareCase read(Row row) {
        String[] partners = row.getArrayOfStrings("partners");
        String[] roles = row.getArrayOfStrings("roles");
        List<Listed> listed = new ArrayList<>(partners.length);
        for (int i = 0; i < partners.length; i++) {
            listed.add(new Listed(new PartnerId(partners[i]), PartnerRole.of(roles[i])));
        }
        return new CareCase(
                new CaseId(row.getUUID("id")),
                new CaseRef(new ProgramId(row.getString("program")), row.getString("code")),
                Optional.ofNullable(row.getOffsetDateTime("enrolled_at")).map(OffsetDateTime::toInstant),
                listed,
                Stream.of(row.getArrayOfStrings("managers")).map(UserName::new).toList());
    }
}
