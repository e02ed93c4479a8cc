package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which cases may not write to their patient and caregivers now. Consent follows the timeline: the last of declined,
 * revoked and obtained counts, corrected ones do not. {@code therapy.deceased} is for good, even corrected. Stateless.
 */
public final class PgSilence {

    private static final String OF_CASES = """
            select wanted.id as case_id,
                   exists (select from milestone m
                            where m.case_id = wanted.id and m.code = 'therapy.deceased'
                              and m.accepted_at is not null) as deceased,
                   (select m.code from milestone m
                     where m.case_id = wanted.id
                       and m.code in ('consent.declined', 'consent.revoked', 'consent.obtained')
                       and m.accepted_at is not null and m.replaced_by is null
                     order by m.effective_at desc, m.occurred_at desc, m.arrival desc
                     limit 1) as consent
              from unnest($1::uuid[]) as wanted (id)
            """;

    /** The silenced ones of these cases, with the reason; one that may write is absent. */
    public Future<Map<CaseId, Silence>> ofCases(SqlClient client, Collection<CaseId> cases) {
        if (cases.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        return client.preparedQuery(OF_CASES).execute(Tuple.of(ids)).map(rows -> {
            Map<CaseId, Silence> silenced = new HashMap<>();
            rows.forEach(row -> {
                CaseId id = new CaseId(row.getUUID("case_id"));
                String consent = row.getString("consent");
                if (row.getBoolean("deceased")) {
                    silenced.put(id, Silence.DECEASED);
                } else if ("consent.revoked".equals(consent)) {
                    silenced.put(id, Silence.CONSENT_REVOKED);
                } else if ("consent.declined".equals(consent)) {
                    silenced.put(id, Silence.CONSENT_DECLINED);
                }
            });
            return silenced;
        });
    }
}
