package dev.waymark.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.HttpLimits;
import dev.waymark.gateway.http.HttpServerSettings;
import dev.waymark.gateway.http.TestServer;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpsHandlerTest {

    private static final HttpServerSettings DIRECT = HttpServerSettings.loopback(0);
    private static final HttpServerSettings PROXIED =
            new HttpServerSettings("127.0.0.1", 0, Optional.empty(), true, false, HttpLimits.STANDARD);

    private Instant now = Instant.parse("2026-11-21T15:00:00Z");
    private final Health health = new Health(new Clocks() {
        @Override
        public Instant business() {
            return now;
        }

        @Override
        public Instant steady() {
            return now;
        }
    });
    private final Metrics metrics = new Metrics();
    private final Vertx vertx = metrics.vertx(new VertxOptions());

    @AfterEach
    void stop() {
        vertx.close().await();
        metrics.close();
    }

    @Test
    void a_caller_on_this_machine_sees_each_part_by_name() {
        health.register("database", () -> Future.succeededFuture(Health.Status.upAnd("3 of 16 connections in use")));
        health.register("outbox", () -> Future.succeededFuture(Health.Status.upAnd("0 due")));
        try (TestServer server = start(DIRECT)) {
            HttpResponse<String> answer = server.get("/health/ready");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(answer.body()))
                    .isEqualTo(new JsonObject("{\"status\":\"up\",\"parts\":{"
                            + "\"database\":{\"status\":\"up\",\"note\":\"3 of 16 connections in use\"},"
                            + "\"outbox\":{\"status\":\"up\",\"note\":\"0 due\"}}}"));
        }
    }

    @Test
    void one_part_down_is_503_and_anybody_is_told_only_that() {
        health.register("database", () -> Future.failedFuture(new IllegalStateException("secret host name")));
        health.register("outbox", () -> Future.succeededFuture(Health.Status.upAnd("")));
        try (TestServer server = start(PROXIED)) {
            HttpResponse<String> answer = server.get("/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"status\":\"down\"}");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_operator_behind_a_proxy_sees_each_part() {
        health.register("database", () -> {
            throw new IllegalStateException("a bug in a check");
        });
        try (TestServer server = start(PROXIED)) {
            HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/health/ready"))
                    .header("Authorization", "Bearer operator")
                    .GET());
            assertThat(answer.body()).contains("\"database\":{\"status\":\"down\",\"note\":\"IllegalStateException\"}");
        }
    }

    @Test
    void a_part_that_never_answers_is_down() {
        health.register("channels", () -> Promise.<Health.Status>promise().future());
        try (TestServer server = start(DIRECT)) {
            HttpResponse<String> answer = server.get("/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"note\":\"did not answer in time\"");
        }
    }

    @Test
    void parts_are_asked_once_a_second_at_most() {
        int[] asked = new int[1];
        health.register("database", () -> Future.succeededFuture(Health.Status.upAnd("asked " + ++asked[0])));
        try (TestServer server = start(DIRECT)) {
            server.get("/health/ready");
            assertThat(server.get("/health/ready").body()).contains("asked 1");
            now = now.plusMillis(1001);
            assertThat(server.get("/health/ready").body()).contains("asked 2");
        }
    }

    @Test
    void a_gateway_that_is_stopping_is_not_ready() {
        health.register("database", () -> Future.succeededFuture(Health.Status.upAnd("")));
        try (TestServer server = start(DIRECT)) {
            health.stopping();
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
    void who_comes_through_a_proxy_on_this_machine_is_not_on_this_machine(String mark) {
        try (TestServer server = start(DIRECT)) {
            HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/metrics"))
                    .header(mark, "203.0.113.9")
                    .GET());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("urn:waymark:problem:operators-only");
        }
    }

    @Test
    void metrics_are_for_this_machine_and_operators_unless_they_are_open() {
        try (TestServer server = start(DIRECT)) {
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
        try (TestServer server = start(PROXIED)) {
            assertThat(server.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(scrape(server, "Bearer operator").statusCode()).isEqualTo(200);
            assertThat(scrape(server, "Bearer somebody").statusCode()).isEqualTo(403);
            assertThat(scrape(server, "Bearer broken").statusCode()).isEqualTo(403);
        }
        try (TestServer server = TestServer.start(vertx, PROXIED, router -> new OpsHandler(
                        health, metrics, new Operators(PROXIED, OpsHandlerTest::isOperator), true)
                .mount(router))) {
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_figures_of_jvm_server_and_features_are_there_and_say_nothing_about_anybody() {
        metrics.count("waymark_milestones", "outcome", "accepted");
        try (TestServer server = start(DIRECT)) {
            server.get("/nowhere/Ana-Diaz?name=Ana");
            server.send(
                    HttpRequest.newBuilder(server.uri("/nowhere")).method("ANA", HttpRequest.BodyPublishers.noBody()));
            String text = server.get("/metrics").body();
            assertThat(text)
                    .contains("waymark_milestones_total{outcome=\"accepted\"} 1.0")
                    .contains("jvm_memory_used_bytes")
                    .contains("vertx_http_server_requests_total{code=\"404\",method=\"GET\"}")
                    .contains("vertx_pool_")
                    .contains("method=\"other\"")
                    .doesNotContain("Ana")
                    .doesNotContain("ANA")
                    .doesNotContain("127.0.0.1");
        }
    }

    private TestServer start(HttpServerSettings settings) {
        return TestServer.start(vertx, settings, router -> new OpsHandler(
                        health, metrics, new Operators(settings, OpsHandlerTest::isOperator), false)
                .mount(router));
    }

    private static Future<Boolean> isOperator(RoutingContext context) {
        String sent = String.valueOf(context.request().getHeader("Authorization"));
        return sent.equals("Bearer broken")
                ? Future.failedFuture(new IllegalStateException("no session"))
                : Future.succeededFuture(sent.equals("Bearer operator"));
    }

    private static HttpResponse<String> scrape(TestServer server, String authorization) {
        return server.send(HttpRequest.newBuilder(server.uri("/metrics"))
                .header("Authorization", authorization)
                .GET());
    }
}
