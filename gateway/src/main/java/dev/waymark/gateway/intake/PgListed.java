package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.pg.Columns;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes events of senders that are on their case, in one statement for many: the common way. The row of the case is
 * locked against a new roster until the statement ends, so the roster read is the newest. Stateless.
 */
final class PgListed {

    private static final String TAKE = """
            with given as (
                select *
                  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[],
                              $8::text[], $9::bytea[])
                       with ordinality
                    as event (case_id, milestone, partner, event_id, digest, code, occurred_at, reason, content, n)
            ), located as materialized (
                select id, partners
                  from care_case
                 where id = any($1::uuid[]) and enrolled_at is not null
                 order by id
                   for key share
            ), listed as materialized (
                select given.*
                  from given
                  join located on located.id = given.case_id
                 where given.partner = any(located.partners)
            ), fresh as (
                insert into event (partner, id, digest, milestone, case_id)
                select partner, event_id, digest, milestone, case_id
                  from listed
                 order by partner, event_id
                on conflict do nothing
                returning milestone
            ), kept as (
                insert into milestone (case_id, id, partner, event_id, code, occurred_at, effective_at,
                                       received_at, accepted_at, reason, content)
                select case_id, milestone, partner, event_id, code, occurred_at, least(occurred_at, $10),
                       $10, $10, reason, content
                  from listed
                 where milestone in (select milestone from fresh)
                 order by n
            ), marked as (
                insert into fanout_due (case_id, milestone, made_at)
                select case_id, milestone, $10
                  from listed
                 where milestone in (select milestone from fresh)
                 order by n
            )
            select milestone, milestone in (select milestone from fresh) as is_fresh
              from listed
            """;

    /** Whether each is fresh or its id is known; one that is absent was not taken, for its case does not list its sender. */
    Future<Map<MilestoneId, Boolean>> take(SqlClient client, List<EventRow> rows, Instant now) {
        return client.preparedQuery(TAKE).execute(columns(rows, now)).map(answer -> {
            Map<MilestoneId, Boolean> taken = new HashMap<>();
            answer.forEach(row -> taken.put(new MilestoneId(row.getUUID(0)), row.getBoolean(1)));
            return taken;
        });
    }

    static Tuple columns(List<EventRow> rows, Instant now) {
        return Tuple.of(Columns.of(rows, row -> row.caseId().value(), UUID[]::new))
                .addValue(Columns.of(rows, row -> row.milestone().value(), UUID[]::new))
                .addValue(Columns.of(rows, row -> row.event().id().partner().value(), String[]::new))
                .addValue(Columns.of(rows, row -> row.event().id().id(), String[]::new))
                .addValue(Columns.of(rows, row -> row.event().digest(), Buffer[]::new))
                .addValue(Columns.of(rows, row -> row.event().code().value(), String[]::new))
                .addValue(Columns.of(rows, row -> utc(row.event().time()), OffsetDateTime[]::new))
                .addValue(Columns.of(rows, row -> row.event().reason().orElse(null), String[]::new))
                .addValue(Columns.of(rows, EventRow::content, Buffer[]::new))
                .addValue(utc(now));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
