package dev.waymark.gateway.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five thousand cases, each with twenty notifications and a task that is followed up. */
class FoundByIndexTest {

    private static final List<String> HISTORY = List.of("""
            insert into care_case (id, program, code)
            select md5('case ' || i)::uuid, 'orphan-x', 'C-' || i from generate_series(1, 5000) i
            """, """
            insert into notification (case_id, id, milestone, task, purpose, recipient, channel, template, state,
                reason, made_at)
            select md5('case ' || i)::uuid, md5(i || ' ' || j)::uuid, md5('milestone ' || i)::uuid,
                case when j < 10 then md5('task ' || i)::uuid end, 'reminder ' || j, 'partner/rx-one', 'webhook',
                'waymark.task.reminder', 'delivered', 'sent', now()
            from generate_series(1, 5000) i, generate_series(1, 20) j
            """, """
            insert into task_follow_up (task, case_id, next_at)
            select md5('task ' || i)::uuid, md5('case ' || i)::uuid, now() from generate_series(1, 5000) i
            """, """
            insert into alert_follow_up (alert, case_id, next_at)
            select md5('alert ' || i)::uuid, md5('case ' || i)::uuid, now() from generate_series(1, 5000) i
            """, "analyze");

    private final Vertx vertx = Vertx.vertx();
    private final Database database = TestDatabase.fresh(vertx);

    @BeforeEach
    void fill() {
        HISTORY.forEach(sql -> await(database.client().query(sql).execute()));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void who_was_told_of_a_hundred_tasks_is_found_without_reading_what_everybody_was_told() {
        String plan = plan(ToldSoFar.TOLD, Tuple.of(ids("task", 100), ids("case", 100), ids("milestone", 100)));
        assertThat(plan).contains("notification").doesNotContain("Seq Scan");
    }

    @Test
    void what_is_followed_up_of_one_case_is_found_without_reading_that_of_all() {
        for (String table : List.of("task_follow_up", "alert_follow_up")) {
            assertThat(plan("delete from " + table + " where case_id = $1", Tuple.of(ids("case", 1)[0])))
                    .contains(table)
                    .doesNotContain("Seq Scan");
        }
    }

    private String plan(String sql, Tuple values) {
        return await(database.client()
                .preparedQuery("explain " + sql)
                .execute(values)
                .map(rows -> {
                    List<String> lines = new ArrayList<>();
                    rows.forEach(row -> lines.add(row.getString(0)));
                    return String.join("\n", lines);
                }));
    }

    private UUID[] ids(String of, int many) {
        return await(database.client()
                .preparedQuery("select md5($1::text || ' ' || i)::uuid from generate_series(1, $2::integer) i")
                .execute(Tuple.of(of, many))
                .map(rows -> {
                    List<UUID> found = new ArrayList<>();
                    rows.forEach(row -> found.add(row.getUUID(0)));
                    return found.toArray(UUID[]::new);
                }));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
