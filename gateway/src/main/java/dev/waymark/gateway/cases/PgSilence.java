package dev.waymark.gateway.cases;

import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.PeopleRules;
import dev.waymark.gateway.journey.PeopleStop;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Which cases may not write to their patient and caregivers now (protocol, section 11): what {@link
 * dev.waymark.gateway.journey.Timeline#peopleStop} says of one timeline, asked of the database for many. Consent follows
 * the timeline, where what was corrected does not count; death is for good, even corrected. Thread-safe.
 */
public final class PgSilence {

    private static final String OF_CASES = """
            select wanted.id as case_id,
                   exists (select from milestone m
                            where m.case_id = wanted.id and m.code = any($2::text[]) and m.accepted_at is not null) as for_good,
                   (select m.code = any($3::text[]) from milestone m
                     where m.case_id = wanted.id and m.code = any($3::text[] || $4::text[])
                       and m.accepted_at is not null and m.replaced_by is null
                     order by m.effective_at desc, m.arrival desc
                     limit 1) as stopped
              from unnest($1::uuid[]) as wanted (id)
            """;

    private final Supplier<Journey> journey;

    public PgSilence(Supplier<Journey> journey) {
        this.journey = journey;
    }

    /** The silenced ones of these cases, with the reason; one whose people may be written to is absent. */
    public Future<Map<CaseId, PeopleStop>> ofCases(SqlClient client, Collection<CaseId> cases) {
        if (cases.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        PeopleRules rules = journey.get().people();
        UUID[] ids = cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        Tuple parameters =
                Tuple.of(ids, words(rules.stoppedForGoodBy()), words(rules.stoppedBy()), words(rules.startedBy()));
        return client.preparedQuery(OF_CASES).execute(parameters).map(rows -> {
            Map<CaseId, PeopleStop> silenced = new HashMap<>();
            rows.forEach(row -> {
                CaseId id = new CaseId(row.getUUID("case_id"));
                if (row.getBoolean("for_good")) {
                    silenced.put(id, PeopleStop.DECEASED);
                } else if (Boolean.TRUE.equals(row.getBoolean("stopped"))) {
                    silenced.put(id, PeopleStop.CONSENT);
                }
            });
            return silenced;
        });
    }

    private static String[] words(Set<MilestoneCode> codes) {
        return codes.stream().map(MilestoneCode::value).toArray(String[]::new);
    }
}
