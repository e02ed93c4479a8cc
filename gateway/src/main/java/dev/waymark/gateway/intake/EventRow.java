package dev.waymark.gateway.intake;

import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.sealing.DataKey;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the database: its case is known, its content sealed.
 *
 * @param listed whether the case lists the sender; unknown to the statement that finds it out, and false there
 * @param corrected the milestone that it replaces
 */
record EventRow(
        Event event,
        CaseId caseId,
        MilestoneId milestone,
        @Nullable Buffer content,
        boolean listed,
        Optional<MilestoneId> corrected) {

    static EventRow of(Event event, CaseId caseId, MilestoneId milestone) {
        return new EventRow(event, caseId, milestone, null, false, Optional.empty());
    }

    EventRow listed(boolean isListed) {
        return new EventRow(event, caseId, milestone, content, isListed, corrected);
    }

    EventRow correcting(MilestoneId target) {
        return new EventRow(event, caseId, milestone, content, listed, Optional.of(target));
    }

    /**
     * The rows with their content sealed, each under the key of its case and bound to its milestone; without it where the
     * case was forgotten.
     */
    static Future<List<EventRow>> seal(Sealing sealing, SqlClient connection, List<EventRow> rows) {
        List<Scope> scopes = rows.stream()
                .filter(row -> row.event.content().isPresent())
                .map(row -> Scope.of(row.caseId))
                .distinct()
                .toList();
        if (scopes.isEmpty()) {
            return Future.succeededFuture(rows);
        }
        return sealing.keys(connection, scopes)
                .map(keys -> rows.stream().map(row -> row.sealed(sealing, keys)).toList());
    }

    private EventRow sealed(Sealing sealing, Map<Scope, DataKey> keys) {
        Optional<DataKey> kept = Optional.ofNullable(keys.get(Scope.of(caseId)));
        return event.content()
                .flatMap(plain -> kept.map(key -> sealing.seal(key, PgMilestones.contentCell(milestone), plain)))
                .map(value -> new EventRow(event, caseId, milestone, value, listed, corrected))
                .orElse(this);
    }
}
