package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EdgeTest {

    private static Vertx vertx;
    private static TestServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = TestServer.start(vertx, EdgeTest::routes);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private static void routes(Router router) {
        router.get("/v1/things/:thing").handler(context -> Answers.json(context, 200, new JsonObject()));
        router.delete("/v1/things/:thing").handler(context -> Answers.empty(context, 204));
        router.get("/page").handler(context -> context.end("page"));
        router.post("/v1/echo")
                .handler(context -> Answers.json(
                        context,
                        200,
                        new JsonObject().put("is", JsonBody.of(context).toString())));
        router.get("/bug").handler(context -> {
            throw new IllegalStateException("planted secret");
        });
    }

    @Test
    void an_unknown_path_is_problem_json_404() {
        HttpResponse<String> answer = server.get("/nowhere");
        assertProblem(answer, 404, "not-found");
    }

    @Test
    void another_method_is_405_and_says_which_are_taken() {
        HttpResponse<String> answer = server.post("/v1/things/7", "application/json", "{}");
        assertProblem(answer, 405, "method");
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET");
    }

    @Test
    void options_says_what_a_path_takes() {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/v1/things/7"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET");
    }

    @Test
    void head_of_a_page_is_its_get_without_the_body() {
        HttpResponse<String> answer = server.send(
                HttpRequest.newBuilder(server.uri("/page")).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_bug_is_500_with_an_id_and_no_detail() {
        HttpResponse<String> answer = server.get("/bug");
        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("planted");
    }

    @Test
    void every_answer_has_the_security_headers() {
        HttpResponse<String> answer = server.get("/nowhere");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void a_body_goes_round() {
        HttpResponse<String> answer = server.post("/v1/echo", "application/json; charset=UTF-8", "{\"a\":1}");
        assertThat(answer.body()).isEqualTo("{\"is\":\"{\\\"a\\\":1}\"}");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("urn:waymark:problem:" + code);
    }
}
