package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Columns;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Event ids in PostgreSQL: what one was first taken as, and new ones with their milestones. Stateless. */
final class PgEvents {

    private static final String FIND = """
            select e.partner, e.id, e.digest, e.milestone, m.received_at, m.accepted_at
              from unnest($1::text[], $2::text[]) as wanted (partner, id)
              join event e on e.partner = wanted.partner and e.id = wanted.id
              left join milestone m on m.id = e.milestone and m.case_id = e.case_id
            """;

    private static final String KEEP = """
            with given as (
                select *
                  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[],
                              $8::text[], $9::bytea[], $11::boolean[], $12::uuid[])
                       with ordinality
                    as event (case_id, milestone, partner, event_id, digest, code, occurred_at, reason, content,
                              listed, corrects, n)
            ), fresh as (
                insert into event (partner, id, digest, milestone, case_id)
                select partner, event_id, digest, milestone, case_id
                  from given
                 order by partner, event_id
                on conflict do nothing
                returning milestone
            ), kept as (
                insert into milestone (case_id, id, partner, event_id, code, occurred_at, effective_at,
                                       received_at, accepted_at, reason, content, corrects)
                select case_id, milestone, partner, event_id, code, occurred_at, least(occurred_at, $10),
                       $10, case when listed then $10 end, reason, content, corrects
                  from given
                 where milestone in (select milestone from fresh)
                 order by n
            ), marked as (
                insert into fanout_due (case_id, milestone, made_at)
                select case_id, milestone, $10
                  from given
                 where milestone in (select milestone from fresh)
                 order by n
            )
            select milestone from fresh
            """;

    /** What an id was first taken as. */
    record Known(MilestoneId milestone, Buffer digest, Optional<Instant> acceptedAt) {

        /** The first answer again, or {@code 409} where the content is another. */
        Taken answer(Event event) {
            return digest.equals(event.digest())
                    ? Taken.duplicate(milestone, acceptedAt)
                    : Taken.refused(Problem.of(
                            409,
                            "event-conflict",
                            "This id was taken with other content",
                            "An event with this source and id, but with other content, was taken before"));
        }
    }

    /** Those of these ids that are known, also to transactions that ended while this one ran. */
    Future<Map<EventId, Known>> find(SqlClient client, Collection<EventId> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Tuple names = Tuple.of(Columns.of(ids, id -> id.partner().value(), String[]::new))
                .addValue(Columns.of(ids, EventId::id, String[]::new));
        return client.preparedQuery(FIND).execute(names).map(rows -> {
            Map<EventId, Known> known = new HashMap<>();
            rows.forEach(row -> known.put(new EventId(new PartnerId(row.getString(0)), row.getString(1)), known(row)));
            return known;
        });
    }

    /** What is answered to events whose ids are known. */
    Future<Map<EventId, Taken>> answers(SqlClient client, Collection<Event> events) {
        return find(client, events.stream().map(Event::id).toList()).map(known -> {
            Map<EventId, Taken> answers = new HashMap<>();
            for (Event event : events) {
                Known first = known.get(event.id());
                answers.put(event.id(), first != null ? first.answer(event) : Taken.refused(gone()));
            }
            return answers;
        });
    }

    private static Problem gone() {
        return Problem.unavailable("The first event of this id was removed at this very moment; send it again", 1);
    }

    /** Keeps the fresh ones of these and tells which those are. Rows that are listed are marked for fan-out. */
    Future<Set<MilestoneId>> keep(SqlClient tx, List<EventRow> rows, Instant now) {
        Tuple columns = PgListed.columns(rows, now)
                .addValue(Columns.of(rows, EventRow::listed, Boolean[]::new))
                .addValue(Columns.of(
                        rows, row -> row.corrected().map(MilestoneId::value).orElse(null), UUID[]::new));
        return tx.preparedQuery(KEEP).execute(columns).map(answer -> {
            Set<MilestoneId> fresh = new HashSet<>();
            answer.forEach(row -> fresh.add(new MilestoneId(row.getUUID(0))));
            return fresh;
        });
    }

    private static Known known(Row row) {
        OffsetDateTime received = row.getOffsetDateTime(4);
        OffsetDateTime accepted = row.getOffsetDateTime(5);
        boolean firstAccepted = accepted != null && accepted.equals(received);
        return new Known(
                new MilestoneId(row.getUUID(3)),
                row.getBuffer(2),
                firstAccepted ? Optional.of(accepted.toInstant()) : Optional.empty());
    }
}
