package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes rosters, lets parked milestones join, and leaves word for fan-out. Stateless; all in the transaction given. */
final class PgEnrolment {

    private static final String MAKE = """
            insert into care_case (id, program, code)
            values ($1, $2, $3)
            on conflict (program, code) do nothing
            """;

    // Taken whole: intake, which only shares the row's key, waits and then reads the new roster.
    private static final String LOCK = """
            select id, program, code, enrolled_at, partners, roles, managers, forgotten_at is not null as forgotten
              from care_case
             where program = $1 and code = $2
               for update
            """;

    private static final String ROSTER = """
            update care_case
               set enrolled_at = coalesce(enrolled_at, $2), updated_at = $2, partners = $3, roles = $4, managers = $5,
                   named_managers = $6
             where id = $1
            """;

    private static final String JOIN = """
            update milestone
               set accepted_at = $3, effective_at = least(occurred_at, $3)
             where case_id = $1 and partner = any($2::text[]) and accepted_at is null and set_aside_at is null
            returning id
            """;

    private static final String CORRECT = """
            update milestone corrected
               set replaced_by = correction.id
              from milestone correction
             where correction.case_id = $1 and correction.id = any($2::uuid[])
               and corrected.case_id = $1 and corrected.id = correction.corrects and corrected.replaced_by is null
            """;

    private static final String MARK_JOINED = """
            insert into fanout_due (case_id, milestone, made_at)
            select case_id, id, $3
              from milestone
             where case_id = $1 and id = any($2::uuid[])
             order by arrival
            """;

    private static final String MARK_ROSTER = """
            insert into fanout_due (case_id, milestone, made_at)
            values ($1, null, $2)
            """;

    private final Ids ids;

    PgEnrolment(Ids ids) {
        this.ids = ids;
    }

    /** The case of that name, its row locked; made, but not enrolled, where there was none. */
    Future<CareCase> lock(SqlClient tx, CaseRef ref) {
        Tuple name = Tuple.of(ref.program().value(), ref.code());
        return tx.preparedQuery(MAKE)
                .execute(Tuple.of(ids.next(), ref.program().value(), ref.code()))
                .compose(made -> tx.preparedQuery(LOCK).execute(name))
                .map(rows -> notForgotten(rows.iterator().next()));
    }

    private static CareCase notForgotten(Row row) {
        if (row.getBoolean("forgotten")) {
            throw Problem.of(409, "case-forgotten", "Forgotten", "This case was forgotten: enrol under another name");
        }
        return PgCases.read(row);
    }

    Future<Void> writeRoster(SqlClient tx, CaseId id, Enrolment enrolment, Covered covered, Instant now) {
        List<Listed> partners = enrolment.partners();
        Tuple parameters = Tuple.of(
                id.value(),
                Times.of(now),
                words(partners, listed -> listed.partner().value()),
                words(partners, listed -> listed.role().wire()),
                words(covered.managers(), UserName::value),
                covered.lasting().isEmpty() ? null : words(enrolment.managers(), UserName::value));
        return tx.preparedQuery(ROSTER).execute(parameters).mapEmpty();
    }

    /** Leaves word that the roster changed, for tasks that change hands and people who are told nothing more. */
    Future<Void> markRoster(SqlClient tx, CaseId id, Instant now) {
        return tx.preparedQuery(MARK_ROSTER)
                .execute(Tuple.of(id.value(), Times.of(now)))
                .mapEmpty();
    }

    /** What these partners sent before the case listed them joins it now; gives how many. */
    Future<Integer> join(SqlClient tx, CaseId id, Collection<PartnerId> partners, Instant now) {
        return tx.preparedQuery(JOIN)
                .execute(Tuple.of(id.value(), words(partners, PartnerId::value), Times.of(now)))
                .compose(rows -> {
                    UUID[] joined = new UUID[rows.size()];
                    int i = 0;
                    for (var row : rows) {
                        joined[i++] = row.getUUID("id");
                    }
                    return joined.length == 0 ? Future.succeededFuture(0) : settle(tx, id, joined, now);
                });
    }

    private static Future<Integer> settle(SqlClient tx, CaseId id, UUID[] joined, Instant now) {
        return tx.preparedQuery(CORRECT)
                .execute(Tuple.of(id.value()).addValue(joined))
                .compose(
                        corrected -> tx.preparedQuery(MARK_JOINED).execute(Tuple.of(id.value(), joined, Times.of(now))))
                .map(marked -> joined.length);
    }

    private static <T> String[] words(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).toArray(String[]::new);
    }
}
