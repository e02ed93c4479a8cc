package dev.waymark.gateway.cases;

import dev.waymark.gateway.cases.Standing.Waiting;
import dev.waymark.gateway.journey.CaseStatus;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How cases stand, in PostgreSQL. Stateless. Whoever writes holds the lock on the case's row, so that of two changes of a
 * case the second sees the first.
 */
public final class PgStandings {

    private static final String OF_CASES = """
            select case_id, program, stage, status, status_since, waiting_role, waiting_partner, milestone,
                milestone_code, since, expected_by, held_since, next_change_at
            from case_standing
            where case_id = any($1)
            """;

    private static final String PUT = """
            insert into case_standing (case_id, program, stage, status, status_since, waiting_role, waiting_partner,
                milestone, milestone_code, since, expected_by, held_since, next_change_at, updated_at)
            select s.case_id, s.program, s.stage, s.status, s.status_since, s.waiting_role, s.waiting_partner,
                s.milestone, s.milestone_code, s.since, s.expected_by, s.held_since, s.next_change_at, $14::timestamptz
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
                $8::uuid[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[])
                as s(case_id, program, stage, status, status_since, waiting_role, waiting_partner, milestone,
                    milestone_code, since, expected_by, held_since, next_change_at)
            on conflict (case_id) do update
            set stage = excluded.stage, status = excluded.status, status_since = excluded.status_since,
                waiting_role = excluded.waiting_role, waiting_partner = excluded.waiting_partner,
                milestone = excluded.milestone, milestone_code = excluded.milestone_code, since = excluded.since,
                expected_by = excluded.expected_by, held_since = excluded.held_since,
                next_change_at = excluded.next_change_at, updated_at = excluded.updated_at
            """;

    private static final String DUE = """
            select case_id
            from case_standing
            where next_change_at <= $1
            order by next_change_at
            limit $2
            """;

    private static final String POSTPONE =
            "update case_standing set next_change_at = $3 where case_id = $1 and next_change_at <= $2";

    /** Of these cases; those that have none are absent. */
    public Future<Map<CaseId, Standing>> ofCases(SqlClient client, Collection<CaseId> cases) {
        return client.preparedQuery(OF_CASES)
                .execute(Tuple.of((Object) Columns.of(cases, CaseId::value, UUID[]::new)))
                .map(rows -> {
                    Map<CaseId, Standing> found = new HashMap<>();
                    rows.forEach(row -> found.put(new CaseId(row.getUUID("case_id")), read(row)));
                    return found;
                });
    }

    /** As they stand from {@code now} on. */
    public Future<Void> put(SqlClient tx, List<Standing> standings, Instant now) {
        if (standings.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.tuple();
        values.addValue(Columns.of(standings, s -> s.caseId().value(), UUID[]::new));
        values.addValue(Columns.of(standings, s -> s.program().value(), String[]::new));
        values.addValue(Columns.of(standings, Standing::stage, String[]::new));
        values.addValue(Columns.of(standings, s -> s.status().wire(), String[]::new));
        values.addValue(Columns.of(standings, s -> Times.of(s.statusSince()), OffsetDateTime[]::new));
        values.addValue(waiting(standings, w -> Optional.of(w.role()), String[]::new));
        values.addValue(waiting(standings, w -> w.partner().map(PartnerId::value), String[]::new));
        values.addValue(waiting(standings, w -> Optional.of(w.milestone().value()), UUID[]::new));
        values.addValue(waiting(standings, w -> Optional.of(w.code().value()), String[]::new));
        values.addValue(waiting(standings, w -> Optional.of(Times.of(w.since())), OffsetDateTime[]::new));
        values.addValue(waiting(standings, w -> Optional.of(Times.of(w.expectedBy())), OffsetDateTime[]::new));
        values.addValue(waiting(standings, w -> w.heldSince().map(Times::of), OffsetDateTime[]::new));
        values.addValue(Columns.optional(standings, s -> s.nextChangeAt().map(Times::of), OffsetDateTime[]::new));
        values.addValue(Times.of(now));
        return tx.preparedQuery(PUT).execute(values).mapEmpty();
    }

    private static <V> V[] waiting(
            List<Standing> standings, Function<Waiting, Optional<V>> value, IntFunction<V[]> array) {
        return Columns.optional(standings, s -> s.waiting().flatMap(value), array);
    }

    /** The cases whose clock has brought them to another status, the longest due first. */
    public Future<List<CaseId>> due(SqlClient client, Instant now, int most) {
        return client.preparedQuery(DUE).execute(Tuple.of(Times.of(now), most)).map(rows -> {
            List<CaseId> cases = new ArrayList<>(rows.size());
            rows.forEach(row -> cases.add(new CaseId(row.getUUID(0))));
            return cases;
        });
    }

    /** A case that is still due at {@code now} is due {@code later} instead. */
    public Future<Void> postpone(SqlClient client, CaseId caseId, Instant now, Instant later) {
        return client.preparedQuery(POSTPONE)
                .execute(Tuple.of(caseId.value(), Times.of(now), Times.of(later)))
                .mapEmpty();
    }

    private static Standing read(Row row) {
        return new Standing(
                new CaseId(row.getUUID("case_id")),
                new ProgramId(row.getString("program")),
                row.getString("stage"),
                CaseStatus.valueOf(
                        row.getString("status").toUpperCase(Locale.ROOT).replace('-', '_')),
                Times.instant(row.getOffsetDateTime("status_since")),
                Optional.ofNullable(row.getString("waiting_role")).map(role -> waiting(role, row)),
                time(row, "next_change_at"));
    }

    private static Waiting waiting(String role, Row row) {
        return new Waiting(
                role,
                Optional.ofNullable(row.getString("waiting_partner")).map(PartnerId::new),
                new MilestoneId(row.getUUID("milestone")),
                new MilestoneCode(row.getString("milestone_code")),
                Times.instant(row.getOffsetDateTime("since")),
                Times.instant(row.getOffsetDateTime("expected_by")),
                time(row, "held_since"));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(Times::instant);
    }
}
