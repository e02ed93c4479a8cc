package dev.waymark.gateway.fanout;

import dev.waymark.gateway.fanout.FanoutPlan.PlannedAlert;
import dev.waymark.gateway.fanout.PgFanoutDue.Marker;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parked events: the managers of the program hear that a partner writes about a case that does not list it, once for
 * each partner and case (protocol, section 3). Stateless.
 */
final class Unmatched {

    private static final String PARKED = """
            select id, case_id, partner, code
            from milestone
            where id = any($1) and accepted_at is null and set_aside_at is null
            """;

    /** The plans of those markers whose milestone is parked. */
    Future<Map<Marker, FanoutPlan>> among(SqlClient tx, List<Marker> markers, Map<CaseId, Situation> situations) {
        Map<MilestoneId, Marker> notOnACase = new HashMap<>();
        for (Marker marker : markers) {
            marker.milestone()
                    .filter(id -> !isOnCase(situations.get(marker.caseId()), id))
                    .ifPresent(id -> notOnACase.put(id, marker));
        }
        if (notOnACase.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = notOnACase.keySet().stream().map(MilestoneId::value).toArray(UUID[]::new);
        return tx.preparedQuery(PARKED).execute(Tuple.of((Object) ids)).map(rows -> {
            Map<Marker, FanoutPlan> plans = new HashMap<>();
            rows.forEach(row -> {
                MilestoneId id = new MilestoneId(row.getUUID("id"));
                Marker marker = notOnACase.get(id);
                if (marker != null) {
                    plans.put(
                            marker, alert(id, row.getUUID("case_id"), row.getString("partner"), row.getString("code")));
                }
            });
            return plans;
        });
    }

    private static boolean isOnCase(@Nullable Situation situation, MilestoneId id) {
        return situation != null && situation.entry(id).isPresent();
    }

    private static FanoutPlan alert(MilestoneId id, UUID caseId, String partner, String code) {
        PlannedAlert alert = new PlannedAlert(
                "unmatched",
                new MilestoneCode(code),
                Optional.of(id),
                "warning",
                true,
                false,
                "unmatched/" + caseId + "/" + partner);
        return new FanoutPlan(List.of(), List.of(), List.of(), List.of(alert));
    }
}
