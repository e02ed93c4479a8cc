package dev.waymark.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real socket; the answers are laid ready. */
class DeadLettersCommandTest {

    private static final String ID = "01a20000-0000-7000-8000-00000000000";

    @TempDir
    private Path folder = Path.of("");

    private final Cli cli = new Cli();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean allowed = true;
    private FarGateway far;

    @BeforeEach
    void start() throws IOException {
        far = new FarGateway(folder, "t0k3n\n", this::routes);
    }

    @AfterEach
    void stop() {
        far.close();
    }

    private void routes(Router router) {
        router.route().handler(context -> {
            String body = context.body().asString();
            asked.add(context.request().method() + " " + context.request().uri() + (body == null ? "" : " " + body));
            if (!allowed || !"Bearer t0k3n".equals(context.request().getHeader("Authorization"))) {
                answer(context, 403, new JsonObject().put("detail", "Dead letters are for operators"));
            } else {
                context.next();
            }
        });
        router.get("/v1/dead-letters").handler(context -> {
            boolean first = context.queryParams().get("after") == null;
            answer(
                    context,
                    200,
                    new JsonObject()
                            .put("deadLetters", new JsonArray().add(letter(first ? 1 : 2)))
                            .put("next", first ? "7.x" : null));
        });
        router.post("/v1/dead-letters/resend").handler(context -> {
            boolean first = !context.body().asJsonObject().containsKey("until");
            answer(
                    context,
                    200,
                    new JsonObject()
                            .put("resent", first ? 500 : 20)
                            .put("more", first)
                            .put("until", "2026-11-21T18:00:00.000Z"));
        });
        router.get("/v1/dead-letters/:id").handler(context -> answer(context, 200, shown()));
        router.post("/v1/dead-letters/:id/resend")
                .handler(context -> answer(
                        context,
                        200,
                        new JsonObject()
                                .put("notification", context.pathParam("id"))
                                .put("resent", context.pathParam("id").endsWith("1"))));
    }

    private static void answer(RoutingContext context, int status, JsonObject json) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json.toBuffer());
    }

    private static JsonObject letter(int n) {
        return new JsonObject()
                .put("notification", ID + n)
                .put("case", "orphan-x/C-1001")
                .put("lane", "webhook/rx-one")
                .put("reason", "http-404")
                .put("deadAt", "2026-11-21T17:04:12.345Z")
                .put("attempts", 4);
    }

    private static JsonObject shown() {
        return letter(1)
                .put("recipient", new JsonObject().put("kind", "partner").put("partner", "rx-one"))
                .put("channel", "webhook")
                .put("purpose", "requested")
                .put("template", "waymark.task.requested")
                .put("why", "There is nothing at the far side's address (HTTP 404).")
                .put("madeAt", "2026-11-21T15:04:05.000Z")
                .put("concludedAt", "2026-11-21T17:04:12.345Z")
                .put(
                        "attempts",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("n", 1)
                                        .put("at", "2026-11-21T15:04:06.000Z")
                                        .put("outcome", "refused")
                                        .put("code", "http-404")
                                        .put("millis", 31)
                                        .put("answered", true)
                                        .put("words", "no\u001b[2Jhooks")));
    }

    private Cli.Result run(String... arguments) {
        List<Object> all = new java.util.ArrayList<>(List.of("dead-letters", arguments[0]));
        all.addAll(List.of("--url", far.url(), "--token-file", far.tokenFile()));
        all.addAll(List.of(arguments).subList(1, arguments.length));
        return cli.run(all.toArray());
    }

    @Test
    void list_walks_the_pages_and_prints_a_table() {
        Cli.Result list = run("list", "--lane", "webhook/rx-one");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out().lines())
                .containsExactly(
                        "NOTIFICATION                          DEAD SINCE            LANE                      REASON"
                                + "            ATTEMPTS  CASE",
                        ID
                                + "1  2026-11-21T17:04:12Z  webhook/rx-one            http-404                 4  orphan-x/C-1001",
                        ID
                                + "2  2026-11-21T17:04:12Z  webhook/rx-one            http-404                 4  orphan-x/C-1001");
        assertThat(asked)
                .containsExactly(
                        "GET /v1/dead-letters?lane=webhook%2Frx-one&limit=200",
                        "GET /v1/dead-letters?lane=webhook%2Frx-one&limit=200&after=7.x");
    }

    @Test
    void list_as_json_is_one_object_a_line() {
        Cli.Result list = run("list", "--json", "--limit", "1");
        assertThat(list.out().lines().map(JsonObject::new)).containsExactly(letter(1));
        assertThat(list.err()).contains("there may be more");
    }

    @Test
    void show_tells_every_attempt_and_nothing_that_would_move_the_cursor() {
        Cli.Result show = run("show", ID + "1");
        assertThat(show.exitCode()).isZero();
        assertThat(show.out())
                .contains("to:        rx-one, over webhook", "reason:    http-404. There is nothing", "31 ms  answered")
                .contains("no [2Jhooks")
                .doesNotContain("\u001b");
    }

    @Test
    void resend_by_filter_repeats_until_there_is_no_more_and_says_how_far_it_is() {
        Cli.Result resend = run("resend", "--reason", "http-404");
        assertThat(resend.exitCode()).isZero();
        assertThat(resend.out()).isEqualTo("520 messages go out again\n");
        assertThat(resend.err()).isEqualTo("500 so far\n");
        assertThat(asked)
                .containsExactly(
                        "POST /v1/dead-letters/resend {\"reason\":\"http-404\"}",
                        "POST /v1/dead-letters/resend {\"reason\":\"http-404\",\"until\":\"2026-11-21T18:00:00.000Z\"}");
    }

    @Test
    void resend_by_id_says_of_which_nothing_was_to_be_done() {
        Cli.Result resend = run("resend", ID + "1", ID + "2", "--json");
        assertThat(resend.exitCode()).isZero();
        assertThat(resend.out()).isEqualTo("{\"resent\":1}\n");
        assertThat(resend.err()).isEqualTo(ID + "2 is no dead letter now: nothing was done\n");
    }

    @Test
    void whoever_may_not_is_told_so() {
        allowed = false;
        Cli.Result list = run("list");
        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(list.err()).isEqualTo("this user may not: Dead letters are for operators\n");
    }

    @Test
    void bad_usage_is_told_before_anything_is_asked() {
        assertThat(run("resend").exitCode()).isEqualTo(2);
        assertThat(run("resend", ID + "1", "--all").exitCode()).isEqualTo(2);
        assertThat(run("show", "everything").exitCode()).isEqualTo(2);
        assertThat(run("list", "--limit", "0").exitCode()).isEqualTo(2);
        assertThat(cli.run("dead-letters").exitCode()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
