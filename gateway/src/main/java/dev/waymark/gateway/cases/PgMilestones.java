package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The read side of milestones: what has happened on cases, parked and set aside ones left out. Thread-safe. */
public final class PgMilestones {

    private static final String OF_CASES = """
            select case_id, id, partner, event_id, code, occurred_at, effective_at, arrival, received_at, accepted_at,
                   reason, content, corrects, replaced_by
              from milestone
             where case_id = any($1) and accepted_at is not null
             order by case_id, occurred_at, arrival
            """;

    private final Sealing sealing;

    public PgMilestones(Sealing sealing) {
        this.sealing = sealing;
    }

    /** What was accepted on these cases, replaced ones too, by time and arrival; a case without milestones is absent. */
    public Future<Map<CaseId, List<RecordedMilestone>>> ofCases(SqlClient client, Collection<CaseId> cases) {
        if (cases.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        return client.preparedQuery(OF_CASES).execute(Tuple.of(ids)).map(rows -> {
            Map<CaseId, List<RecordedMilestone>> timelines = new LinkedHashMap<>();
            rows.forEach(row -> {
                RecordedMilestone milestone = read(row);
                timelines
                        .computeIfAbsent(milestone.caseId(), id -> new ArrayList<>())
                        .add(milestone);
            });
            return timelines;
        });
    }

    /** What the senders of these wrote, opened for {@code reader} and audited in this transaction; one for each. */
    public Future<Map<MilestoneId, MilestoneContent>> open(
            SqlClient tx, Reader reader, Collection<RecordedMilestone> milestones) {
        Map<MilestoneId, MilestoneContent> contents = new HashMap<>();
        Map<MilestoneId, Sealed> sealed = new LinkedHashMap<>();
        for (RecordedMilestone milestone : milestones) {
            contents.put(milestone.id(), MilestoneContent.NONE);
            milestone.content().ifPresent(value -> sealed.put(milestone.id(), value));
        }
        return sealing.open(tx, reader, sealed).map(opened -> {
            opened.forEach((id, value) -> contents.put(id, MilestoneContent.of(value.toJsonObject())));
            return contents;
        });
    }

    /** Where the content of a milestone stands; whoever seals one names this cell. */
    public static Cell contentCell(MilestoneId id) {
        return new Cell("milestone", "content", id.toString());
    }

    /** By place: timelines are long, and a client that looks columns up by name compares each name before it. */
    private static RecordedMilestone read(Row row) {
        CaseId caseId = new CaseId(row.getUUID(0));
        MilestoneId id = new MilestoneId(row.getUUID(1));
        return new RecordedMilestone(
                caseId,
                id,
                new EventId(new PartnerId(row.getString(2)), row.getString(3)),
                new MilestoneCode(row.getString(4)),
                row.getOffsetDateTime(5).toInstant(),
                row.getOffsetDateTime(6).toInstant(),
                row.getLong(7),
                row.getOffsetDateTime(8).toInstant(),
                row.getOffsetDateTime(9).toInstant(),
                Optional.ofNullable(row.getString(10)),
                Optional.ofNullable(row.getBuffer(11))
                        .map(value -> new Sealed(Scope.of(caseId), contentCell(id), value)),
                Optional.ofNullable(row.getUUID(12)).map(MilestoneId::new),
                Optional.ofNullable(row.getUUID(13)).map(MilestoneId::new));
    }
}
