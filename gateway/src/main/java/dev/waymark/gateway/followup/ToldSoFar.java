package dev.waymark.gateway.followup;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Purpose;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Who was told of tasks so far: by whom they were asked first, reminded, and to whom that was escalated. */
record ToldSoFar(List<Told> told) {

    // Each half by an index of its own: of one condition with an "or" the whole table is read.
    static final String TOLD = """
            select n.case_id, n.milestone, n.task, n.purpose, n.recipient, n.acknowledged_at
            from notification n
            where n.task = any($1)
            union
            select n.case_id, n.milestone, n.task, n.purpose, n.recipient, n.acknowledged_at
            from unnest($2::uuid[], $3::uuid[]) as asked(case_id, milestone)
            join notification n on n.case_id = asked.case_id and n.milestone = asked.milestone
            """;

    ToldSoFar {
        told = List.copyOf(told);
    }

    /** One notification. */
    record Told(
            CaseId caseId,
            MilestoneId milestone,
            Optional<TaskId> task,
            Purpose purpose,
            Recipient recipient,
            Optional<Instant> acknowledgedAt) {

        private boolean isTo(PartnerId partner) {
            return recipient instanceof Recipient.OfPartner system
                    ? system.partner().equals(partner)
                    : recipient instanceof Recipient.OfContact contact
                            && contact.partner().equals(partner);
        }
    }

    static Future<ToldSoFar> of(SqlClient tx, List<Task> tasks) {
        return tx.preparedQuery(TOLD)
                .execute(Tuple.of(
                        Columns.of(tasks, task -> task.id().value(), UUID[]::new),
                        Columns.of(tasks, task -> task.caseId().value(), UUID[]::new),
                        Columns.of(tasks, task -> task.milestone().value(), UUID[]::new)))
                .map(rows -> {
                    List<Told> told = new ArrayList<>(rows.size());
                    rows.forEach(row -> told.add(read(row)));
                    return new ToldSoFar(told);
                });
    }

    /** When the owner last answered: the task, or a later step of its follow-up. */
    Optional<Instant> lastAnswer(Task task) {
        return Stream.concat(
                        task.acknowledgedAt().stream(),
                        of(task).filter(one -> one.purpose().followsUp() && one.isTo(task.owner()))
                                .flatMap(one -> one.acknowledgedAt().stream()))
                .max(Instant::compareTo);
    }

    /** The highest number that was given to this kind, so that what asks the same milestone again goes on with the next. */
    int highest(Task task, Purpose kind) {
        return told.stream()
                .filter(one -> one.caseId().equals(task.caseId())
                        && one.milestone().equals(task.milestone())
                        && one.purpose().kind().equals(kind.kind()))
                .mapToInt(one -> one.purpose().number())
                .max()
                .orElse(0);
    }

    /** The last of the owner's contacts, by position, who was told of it; -1: none was. */
    int lastContact(Task task) {
        return of(task).filter(one -> one.isTo(task.owner()))
                .filter(one -> one.recipient() instanceof Recipient.OfContact)
                .mapToInt(one -> ((Recipient.OfContact) one.recipient()).position())
                .max()
                .orElse(-1);
    }

    private Stream<Told> of(Task task) {
        return told.stream().filter(one -> one.task().filter(task.id()::equals).isPresent());
    }

    private static Told read(Row row) {
        return new Told(
                new CaseId(row.getUUID("case_id")),
                new MilestoneId(row.getUUID("milestone")),
                Optional.ofNullable(row.getUUID("task")).map(TaskId::new),
                new Purpose(row.getString("purpose")),
                Recipient.of(row.getString("recipient")),
                Optional.ofNullable(row.getOffsetDateTime("acknowledged_at")).map(Times::instant));
    }
}
