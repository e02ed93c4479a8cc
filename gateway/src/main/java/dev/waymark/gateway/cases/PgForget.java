package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes out of the database what says anything of a person of one case: its data key, everything sealed under it, the
 * hashes by which its people are found, pages, alerts, and what was still to be said. Ids, codes and times stay. Opt-outs
 * belong to numbers and addresses, and stay. Stateless; all in the transaction given.
 */
final class PgForget {

    // Taken whole: intake, plans and rosters wait, and then find a case that nobody is on.
    private static final String LOCK = """
            select id, forgotten_at from care_case where program = $1 and code = $2 for update
            """;

    private static final String TOMBSTONE = """
            update care_case
               set forgotten_at = $2, forgotten_by = $3, enrolled_at = null, updated_at = $2,
                   partners = '{}', roles = '{}', managers = '{}', named_managers = null
             where id = $1
            """;

    private static final String NO_MORE_CODES = """
            delete from link_code where token_hash in (select token_hash from link where case_id = $1)
            """;

    private static final List<String> CLEAR = List.of(
            "delete from data_key where scope = 'case/' || $1::uuid::text",
            "delete from fanout_due where case_id = $1",
            "delete from outbox where case_id = $1",
            NO_MORE_CODES,
            "delete from link where case_id = $1",
            "delete from alert_feed where case_id = $1",
            "delete from alert where case_id = $1",
            "delete from case_standing where case_id = $1",
            "delete from task_follow_up where case_id = $1",
            "delete from alert_follow_up where case_id = $1",
            """
            update person
               set sms_consent = false, sms_hash = null, email_consent = false, email_hash = null, time_zone = null,
                   details = ''
             where case_id = $1
            """,
            "update milestone set content = null where case_id = $1 and content is not null",
            "update message set text = null where case_id = $1 and text is not null",
            "update task set reason = null where case_id = $1 and reason is not null",
            "update attempt set detail = null where case_id = $1 and detail is not null",
            "update text_callback set content = null, reply = null where case_id = $1",
            """
            update notification
               set token = null, unsubscribe_token = null, rendered = null, acknowledged_by = null, address_hash = null
             where case_id = $1
            """);

    private static final String NOBODY_IS_ON_IT = """
            update person set removed_at = coalesce(removed_at, $2) where case_id = $1
            """;

    private static final String LEAVE_OUT = """
            update notification set state = 'left-out', reason = 'forgotten', concluded_at = $2
             where case_id = $1 and state in ('due', 'dead')
            """;

    private static final String SET_ASIDE = """
            update milestone set set_aside_at = $2 where case_id = $1 and accepted_at is null and set_aside_at is null
            """;

    private static final String AUDIT = """
            insert into audit (at, reader, purpose, scope, cell)
            values ($2, $3, 'forget case', 'case/' || $1::uuid::text, 'care_case/' || $1::uuid::text)
            """;

    /** A case, its row locked until the transaction ends; {@code since} when it is forgotten. */
    record Found(CaseId id, Optional<Instant> since) {}

    Future<Optional<Found>> lock(SqlConnection tx, CaseRef ref) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(ref.program().value(), ref.code()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    return Optional.of(new Found(
                            new CaseId(row.getUUID("id")),
                            Optional.ofNullable(row.getOffsetDateTime("forgotten_at"))
                                    .map(Times::instant)));
                });
    }

    /** Leaves the row of the case, without anybody on it, as the tombstone. */
    Future<Void> bury(SqlConnection tx, CaseId id, String who, Instant now) {
        return tx.preparedQuery(TOMBSTONE)
                .execute(Tuple.of(id.value(), Times.of(now), who))
                .mapEmpty();
    }

    /** May be done again: what came since, parked, goes too. */
    Future<Void> clear(SqlConnection tx, CaseId id, String who, Instant now) {
        UUID key = id.value();
        Future<?> done = Future.succeededFuture();
        for (String statement : CLEAR) {
            done = done.compose(before -> tx.preparedQuery(statement).execute(Tuple.of(key)));
        }
        for (String statement : List.of(NOBODY_IS_ON_IT, LEAVE_OUT, SET_ASIDE)) {
            done = done.compose(before -> tx.preparedQuery(statement).execute(Tuple.of(key, Times.of(now))));
        }
        return done.compose(cleared -> tx.preparedQuery(AUDIT).execute(Tuple.of(key, Times.of(now), who)))
                .mapEmpty();
    }
}
