package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What alerts are about that go out by mail. Stateless. */
final class PgMailedAlerts {

    private static final String BY_IDS = """
            select a.id, a.case_id, a.code, a.words, a.expected_by,
                coalesce(a.partner, n.partner, m.partner) as partner, m.reason
            from alert a
            left join milestone m on m.id = a.milestone and m.case_id = a.case_id
            left join notification n on n.id = a.notification and n.case_id = a.case_id
            where a.id = any($1)
            """;

    /** One of them; {@code words} sealed. */
    record Mailed(
            MilestoneCode code,
            Optional<PartnerId> partner,
            Optional<String> reason,
            Optional<Instant> expectedBy,
            Optional<Sealed> words) {}

    /** Those that do not exist any more are absent. */
    Future<Map<AlertId, Mailed>> byIds(SqlClient client, Collection<AlertId> alerts) {
        if (alerts.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = alerts.stream().map(AlertId::value).distinct().toArray(UUID[]::new);
        return client.preparedQuery(BY_IDS).execute(Tuple.of((Object) ids)).map(rows -> {
            Map<AlertId, Mailed> found = new HashMap<>();
            rows.forEach(row -> found.put(new AlertId(row.getUUID("id")), read(row)));
            return found;
        });
    }

    private static Mailed read(Row row) {
        AlertId id = new AlertId(row.getUUID("id"));
        CaseId caseId = new CaseId(row.getUUID("case_id"));
        return new Mailed(
                new MilestoneCode(row.getString("code")),
                Optional.ofNullable(row.getString("partner")).map(PartnerId::new),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getOffsetDateTime("expected_by")).map(Times::instant),
                Optional.ofNullable(row.getBuffer("words"))
                        .map(words -> new Sealed(Scope.of(caseId), NewAlert.wordsCell(id), words)));
    }
}
