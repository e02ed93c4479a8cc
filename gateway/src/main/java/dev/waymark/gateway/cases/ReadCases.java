package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.PgTasks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/** Reads what stands in clear of cases: one statement a table, whatever their number. Thread-safe. */
public final class ReadCases {

    private final PgMilestones milestones;
    private final PgTasks tasks;

    public ReadCases(Sealing sealing, PgTasks tasks) {
        this.milestones = new PgMilestones(sealing);
        this.tasks = tasks;
    }

    /** One for each, in their order. */
    public Future<List<CaseFacts>> facts(SqlClient client, List<CareCase> cases) {
        List<CaseId> ids = cases.stream().map(CareCase::id).toList();
        return milestones.ofCases(client, ids).compose(recorded -> tasks.ofCases(client, ids)
                .map(asked -> cases.stream()
                        .map(one -> new CaseFacts(
                                one,
                                recorded.getOrDefault(one.id(), List.of()),
                                asked.getOrDefault(one.id(), List.of())))
                        .toList()));
    }
}
