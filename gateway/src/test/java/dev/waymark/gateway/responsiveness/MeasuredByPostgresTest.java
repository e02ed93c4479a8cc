package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.OTHER;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Uptime;
import dev.waymark.gateway.tasks.DeliverOffered;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.SignedApi;
import dev.waymark.gateway.tasks.StatusStep;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.tasks.TaskRules;
import dev.waymark.gateway.tasks.Tasks;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class MeasuredByPostgresTest {

    private static final UUID RUN = new UUID(5, 1);
    private static final CaseId ORPHAN = new CaseId(new UUID(7, 1));
    private static final CaseId RARE = new CaseId(new UUID(7, 2));
    private static final Caller.OfPerson SAM = new Caller.OfPerson(
            new UserName("sam"),
            Set.of(UserRole.SUPERVISOR),
            Set.of(new ProgramId("orphan-x"), new ProgramId("rare-y")),
            Optional.empty());

    /** The definition once more, by PostgreSQL, for tasks that are all older than asOf. */
    private static final String RECOMPUTE = """
            with stood as (
              select t.*, $3::timestamptz as now, $2::interval as win,
                     case when acknowledged_at <= coalesce(closed_at, 'infinity') then acknowledged_at end as answered
                from task t
            ), classed as (
              select *, case when closed_at is not null and answered is null
                                  and (delivered_at is null or closed_at < delivered_at + win) then 'cancelled'
                             when delivered_at is null and requested_at + win <= now then 'undeliverable'
                             when delivered_at + win <= now then 'due'
                             else 'pending' end as class
                from stood
            )
            select case $1 when 'partner' then owner when 'action' then action
                           else to_char(requested_at at time zone 'UTC', 'IYYY-"W"IW') end as key,
                   count(*) as requested,
                   count(*) filter (where class = 'due') as due,
                   count(*) filter (where class = 'pending') as pending,
                   count(*) filter (where class = 'pending' and answered is not null) as "pendingAnswered",
                   count(*) filter (where class = 'cancelled') as cancelled,
                   count(*) filter (where class = 'undeliverable') as undeliverable,
                   count(*) filter (where class = 'due' and answered is not null) as acknowledged,
                   count(*) filter (where class = 'due' and answered - delivered_at <= win) as "acknowledgedWithin",
                   count(*) filter (where class = 'due' and answered - delivered_at <= win and answered_by = 'on-hold')
                     as "answeredByHold",
                   count(*) filter (where class = 'due' and answered - delivered_at <= win
                                      and answered - delivered_at < interval '10 seconds') as "answeredAtOnce",
                   count(*) filter (where class = 'due' and completed_by = owner
                                      and completed_at - delivered_at - coalesce((select sum(holds[i + 1] - holds[i])
                                            from generate_series(1, cardinality(holds), 2) i), '0') <= win)
                     as "completedWithin",
                   extract(epoch from percentile_disc(0.5) within group (order by coalesce(answered - delivered_at, '900 years'))
                     filter (where class = 'due'))::float8 as median,
                   extract(epoch from percentile_disc(0.9) within group (order by coalesce(answered - delivered_at, '900 years'))
                     filter (where class = 'due'))::float8 as p90,
                   count(*) filter (where coalesce(held_since, now) > due_at and completed_at is null
                                      and rejected_at is null and closed_at is null) as overdue
              from classed
             group by 1
             order by 1
            """;

    @TempDir
    private Path keys;

    private final PgTasks tasks = new PgTasks();
    private SignedApi api;
    private Instant start;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        api = new SignedApi(vertx, keys, (self, at) -> new ResponsivenessHandler(
                        vertx, self.database, new DeliverOffered(self.database, tasks, self.clocks, RUN), self.clocks)
                .mount(at.router(), at.auth()));
        start = api.clocks.business();
        await(Tasks.enrol(api.database.client(), ORPHAN, "orphan-x", "C-1", start));
        await(Tasks.enrol(api.database.client(), RARE, "rare-y", "C-2", start));
        await(Uptime.begin(api.database.client(), RUN, start));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner", "action", "week"})
    void thousands_of_tasks_are_measured_as_postgresql_would(String groupBy) throws Exception {
        Random random = new Random(20261121);
        List<Task> stories = new ArrayList<>();
        for (int n = 0; n < 5_000; n++) {
            stories.add(story(n, random));
        }
        await(api.database.transaction(tx -> tasks.insert(tx, stories)));
        api.clocks.advance(Duration.ofDays(40));
        api.get(SAM, "/v1/responsiveness");

        JsonObject answer = api.get(SAM, "/v1/responsiveness?within=PT12H&groupBy=" + groupBy)
                .body();

        assertThat(answer.getJsonArray("rows")).isEqualTo(recomputed(groupBy));
        assertThat(answer.getJsonArray("rows").size())
                .isEqualTo(groupBy.equals("week") ? 7 : groupBy.equals("action") ? 1 : 2);
    }

    /** A task of the last 40 days to which this and that happened, within seconds or days. */
    private Task story(int n, Random random) {
        Instant at = start.plusMillis(random.nextInt(40 * 86_400) * 1000L);
        PartnerId owner = random.nextBoolean() ? OWNER : OTHER;
        Task task = Tasks.requested(n, random.nextBoolean() ? ORPHAN : RARE, owner, at);
        for (int events = random.nextInt(5); events > 0; events--) {
            at = at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(12) : random.nextInt(50_000));
            if (at.isAfter(start.plus(Duration.ofDays(40)))) {
                return task;
            }
            task = event(random.nextInt(9), task, at);
        }
        return task;
    }

    private static Task event(int event, Task task, Instant at) {
        return switch (event) {
            case 0 -> TaskRules.acknowledge(task, at);
            case 1 -> TaskRules.complete(task, task.owner(), at);
            case 2 -> TaskRules.complete(task, new PartnerId("somebody"), at);
            case 3 -> TaskRules.withdraw(task, at);
            case 4 -> report(task, TaskStatus.ON_HOLD, at);
            case 5 -> report(task, TaskStatus.IN_PROGRESS, at);
            case 6 -> report(task, TaskStatus.REJECTED, at);
            default -> TaskRules.deliver(task, at);
        };
    }

    private static Task report(Task task, TaskStatus next, Instant at) {
        return TaskRules.report(task, next, at) instanceof StatusStep.Moved moved ? moved.task() : task;
    }

    private JsonArray recomputed(String groupBy) throws Exception {
        JsonArray rows = new JsonArray();
        await(api.database
                        .client()
                        .query(RECOMPUTE
                                .replace("$1", "'" + groupBy + "'")
                                .replace("$2", "'12 hours'")
                                .replace("$3", "'" + api.clocks.business() + "'"))
                        .execute())
                .forEach(row -> rows.add(row.toJson()));
        JsonArray asWritten = new JsonArray();
        rows.forEach(each -> {
            JsonObject row = (JsonObject) each;
            double median = row.getDouble("median");
            double p90 = row.getDouble("p90");
            long due = row.getLong("due");
            row.remove("median");
            row.remove("p90");
            asWritten.add(row.put("medianSeconds", seconds(median))
                    .put("p90Seconds", seconds(p90))
                    .put("responseRate", row.getLong("acknowledgedWithin") / (double) due));
        });
        return asWritten;
    }

    private static @Nullable Number seconds(double seconds) {
        if (seconds > 1e9) {
            return null;
        }
        return seconds == Math.rint(seconds) ? (Number) (long) seconds : (Number) seconds;
    }
}
