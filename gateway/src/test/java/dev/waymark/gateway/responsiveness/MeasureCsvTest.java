package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.MeasureWorld.ORPHAN;
import static dev.waymark.gateway.responsiveness.MeasureWorld.SAM;
import static dev.waymark.gateway.tasks.SignedApi.await;
import static dev.waymark.gateway.tasks.Tasks.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.TaskStatus;
import dev.waymark.gateway.tasks.SignedApi.Text;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class MeasureCsvTest {

    private static final String COLUMNS =
            "key,requested,due,pending,pendingAnswered,cancelled,undeliverable,acknowledged,"
                    + "acknowledgedWithin,answeredByHold,answeredAtOnce,responseRate,completedWithin,medianSeconds,p90Seconds,overdue\r\n";

    @TempDir
    private Path keys;

    private MeasureWorld world;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        world = new MeasureWorld(vertx, keys);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void the_rows_come_as_a_table_with_a_column_for_each_member() throws Exception {
        asked();

        Text answer = world.api.get(SAM, "/v1/responsiveness", "text/csv");

        assertThat(answer.headers().get("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(answer.headers().get("Vary")).isEqualToIgnoringCase("accept");
        assertThat(answer.body()).isEqualTo(COLUMNS + "rx-one,3,3,0,0,0,0,2,1,1,0,0.3333333333333333,0,108000,,2\r\n");
    }

    @Test
    void nothing_asked_is_a_table_without_lines() throws Exception {
        assertThat(world.api.get(SAM, "/v1/responsiveness", "text/csv").body()).isEqualTo(COLUMNS);
    }

    @Test
    void a_word_that_a_partner_chose_is_no_formula() throws Exception {
        asked();
        await(world.api
                .database
                .client()
                .query("update task set action = '=cmd|''/c calc''!A1'")
                .execute());

        assertThat(world.api
                        .get(SAM, "/v1/responsiveness?groupBy=action", "text/csv")
                        .body())
                .startsWith(COLUMNS + "'=cmd|'/c calc'!A1,3,");
    }

    @Test
    void the_tasks_come_as_a_table_whose_next_page_is_a_link() throws Exception {
        asked();

        Text first = world.api.get(SAM, "/v1/responsiveness/tasks?limit=1&class=due&within=PT24H", "text/csv");
        String link = first.headers().get("Link");
        Text second = world.api.get(SAM, "/v1/responsiveness/tasks" + link.substring(1, link.indexOf('>')), "text/csv");

        assertThat(link).startsWith("<?limit=1&class=due&within=PT24H&after=").endsWith(">; rel=\"next\"");
        assertThat(first.body().lines()).hasSize(2);
        assertThat(second.body().lines().skip(1).toList()).hasSize(1).allSatisfy(line -> assertThat(line)
                .startsWith("00000000-0000-0001-0000-000000000002,orphan-x/C-1,orphan-x,rx-one,provide-information,")
                .contains("requested due acknowledged acknowledgedWithin answeredByHold")
                .endsWith("2026-03-11T16:00:00.000Z/2026-03-11T17:00:00.000Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv|true",
                "text/csv;q=0.5, application/json|false",
                "application/json;q=0.5, text/csv|true",
                "text/html, application/xhtml+xml, */*;q=0.8|false",
                "*/*|false",
                "text/*|true",
                "application/json|false"
            })
    void what_is_liked_better_is_sent(String accept, boolean csv) throws Exception {
        assertThat(world.api
                        .get(SAM, "/v1/responsiveness", accept)
                        .headers()
                        .get("Content-Type")
                        .startsWith("text/csv"))
                .isEqualTo(csv);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1|'=1",
                "+1|'+1",
                "-1|'-1",
                "@a|'@a",
                "a=1|a=1",
                "a,b|\"a,b\"",
                "say \"so\"|\"say \"\"so\"\"\"",
                "=1,\"2\"|\"'=1,\"\"2\"\"\""
            })
    void a_cell_is_quoted_where_it_must_be_and_is_never_a_formula(String text, String cell) {
        assertThat(write(text)).isEqualTo("a\r\n" + cell + "\r\n");
    }

    @Test
    void a_tab_and_a_return_begin_no_cell_either() {
        assertThat(write("\t=1")).isEqualTo("a\r\n'\t=1\r\n");
        assertThat(write("\r=1")).isEqualTo("a\r\n\"'\r=1\"\r\n");
        assertThat(write("two\nlines")).isEqualTo("a\r\n\"two\nlines\"\r\n");
    }

    @Test
    void numbers_are_written_out_even_small_and_negative_ones() {
        JsonArray rows = new JsonArray()
                .add(new JsonObject().put("a", 1.0E-4).put("b", -5).put("c", 1.2345678E8));

        assertThat(Csv.write(List.of("a", "b", "c"), rows)).isEqualTo("a,b,c\r\n0.00010,-5,123456780\r\n");
    }

    private static String write(String text) {
        return Csv.write(List.of("a"), new JsonArray().add(new JsonObject().put("a", text)));
    }

    /** One answered late, one by a hold in time, one not. */
    private void asked() throws Exception {
        Task late =
                TaskRules.acknowledge(TaskRules.deliver(task(1), world.start), world.start.plus(Duration.ofHours(30)));
        Task held = ((StatusStep.Moved) TaskRules.report(
                        TaskRules.deliver(task(2), world.start), TaskStatus.ON_HOLD, world.start.plusSeconds(3600)))
                .task();
        Task back = ((StatusStep.Moved) TaskRules.report(held, TaskStatus.IN_PROGRESS, world.start.plusSeconds(7200)))
                .task();
        Task rejected =
                ((StatusStep.Moved) TaskRules.report(back, TaskStatus.REJECTED, world.start.plusSeconds(9000))).task();
        world.add(List.of(late, rejected, TaskRules.deliver(task(3), world.start)));
        world.api.clocks.advance(Duration.ofDays(2));
    }

    private Task task(int n) {
        return Tasks.requested(n, ORPHAN, OWNER, world.start);
    }
}
