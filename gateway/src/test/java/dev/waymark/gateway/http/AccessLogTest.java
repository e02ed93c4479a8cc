package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void a_request_is_one_line_with_its_route_and_who_called() {
        List<String> lines = after("/v1/cases/C-1001?name=Ana", "GET", 1);
        assertThat(lines.get(0)).matches("INFO GET /v1/cases/:case 200 ms=\\d+ by=partner/rx-one");
    }

    @Test
    void the_token_of_a_link_is_in_no_log_whatever_becomes_of_the_request() {
        assertThat(after("/a/AAAAAAAAAAAAAAAAAAAAAA", "GET", 1).get(0)).startsWith("INFO GET /a/:token 200");
        assertThat(after("/a/AAAAAAAAAAAAAAAAAAAAAA", "PUT", 1)).noneMatch(line -> line.contains("AAAA"));
        assertThat(after("/a/AAAAAAAAAAAAAAAAAAAAAA/", "GET", 1)).noneMatch(line -> line.contains("AAAA"));
        assertThat(after("/a/%41AAAAAAAAAAAAAAAAAAAAA", "GET", 1)).noneMatch(line -> line.contains("AAAA"));
        assertThat(after("/a/AAAAAAAAAAAAAAAAAAAAAA", "HEAD", 1)).noneMatch(line -> line.contains("AAAA"));
    }

    @Test
    void a_request_refused_before_it_came_to_a_route_is_logged_under_the_one_that_its_path_means() {
        assertThat(after("/v1/cases/Ana-Diaz", "DELETE", 1).get(0))
                .matches("INFO DELETE /v1/cases/:case 405 ms=\\d+ by=-");
        assertThat(after("/v1/cases/C-1001", "GET", "x".repeat(2 << 20)).get(0))
                .matches("INFO GET /v1/cases/:case 413 ms=\\d+ by=-");
    }

    @Test
    void nothing_that_a_caller_made_up_is_in_the_log() {
        assertThat(after("/Ana-Diaz", "GET", 1).get(0)).matches("INFO GET - 404 ms=\\d+ by=-");
        assertThat(after("/nowhere", "ANADIAZ", 1).get(0)).matches("INFO - - 404 ms=\\d+ by=-");
    }

    private List<String> after(String target, String method, int lines) {
        return after(target, method, "", lines);
    }

    private List<String> after(String target, String method, String body) {
        return after(target, method, body, 1);
    }

    private List<String> after(String target, String method, String body, int lines) {
        try (RecordedLog log = new RecordedLog();
                TestServer server = TestServer.start(vertx, router -> {
                    router.get("/a/:token").handler(context -> context.end("page"));
                    router.get("/v1/cases/:case").handler(context -> {
                        Callers.set(context, new Caller.OfPartner(new PartnerId("rx-one"), "k"));
                        context.end("case");
                    });
                })) {
            server.send(HttpRequest.newBuilder(server.uri(target))
                    .method(method, HttpRequest.BodyPublishers.ofString(body)));
            Awaitility.await().until(() -> log.lines().size() >= lines);
            return List.copyOf(log.lines());
        }
    }
}
