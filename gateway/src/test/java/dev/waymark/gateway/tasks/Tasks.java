package dev.waymark.gateway.tasks;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.Clock;
import dev.waymark.gateway.journey.TaskPolicy;
import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.TaskId;
import dev.waymark.gateway.model.TaskStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Tasks for tests, and the cases they hang on. */
public final class Tasks {

    public static final PartnerId OWNER = new PartnerId("rx-one");
    public static final PartnerId OTHER = new PartnerId("acme-hub");
    public static final CaseId CASE = new CaseId(new UUID(7, 1));

    private static final TaskPolicy POLICY = new TaskPolicy(
            new Action("provide-information"),
            List.of(PartnerRole.SPECIALTY_PHARMACY, PartnerRole.HUB),
            Clock.of("24h"),
            false);

    private Tasks() {}

    /** Asks {@link #OWNER} on {@link #CASE} to provide information within 24 hours. */
    public static Task requested(int n, Instant at) {
        return requested(n, CASE, OWNER, at);
    }

    public static Task requested(int n, CaseId caseId, PartnerId owner, Instant at) {
        return TaskRules.request(
                new TaskId(new UUID(1, n)),
                caseId,
                new MilestoneId(new UUID(2, n)),
                POLICY,
                PartnerRole.SPECIALTY_PHARMACY,
                owner,
                Calendar.DEFAULT,
                "v1",
                at);
    }

    /** After its owner reported this, which the rules allow. */
    static Task moved(Task task, TaskStatus next, Instant at) {
        return ((StatusStep.Moved) TaskRules.report(task, next, at)).task();
    }

    /** The row of a case, enrolled, that lists {@link #OWNER} and {@link #OTHER}. */
    public static Future<Void> enrol(SqlClient client, CaseId id, String program, String code, Instant at) {
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        return client.preparedQuery("""
                        insert into care_case (id, program, code, enrolled_at, updated_at, partners, roles)
                        values ($1, $2, $3, $4, $4, $5, $6)
                        """)
                .execute(Tuple.of(
                        id.value(), program, code, time, new String[] {OWNER.value(), OTHER.value()}, new String[] {
                            "specialty_pharmacy", "hub"
                        }))
                .mapEmpty();
    }
}
