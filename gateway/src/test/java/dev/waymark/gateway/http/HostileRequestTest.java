package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody means well with, over a real socket. */
class HostileRequestTest {

    private static final HttpLimits SHORT = within(Duration.ofMillis(400), Duration.ofMillis(800));
    private static final HttpLimits LONG = within(Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static HttpLimits within(Duration body, Duration idle) {
        return new HttpLimits(
                1024 * 1024,
                body,
                Duration.ofSeconds(60),
                idle,
                16 * 1024,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    private static Vertx vertx;
    private static TestServer server;
    private static TestServer hasty;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = TestServer.start(vertx, HttpServerSettings.loopback(0).withLimits(LONG), HostileRequestTest::routes);
        hasty = TestServer.start(vertx, HttpServerSettings.loopback(0).withLimits(SHORT), HostileRequestTest::routes);
    }

    @AfterAll
    static void stop() {
        server.close();
        hasty.close();
        vertx.close().await();
    }

    private static void routes(Router router) {
        router.get("/a/:token").handler(context -> context.end("the page of " + context.pathParam("token")));
        router.get("/v1/cases/:program/:case").handler(context -> context.end("a case"));
        router.post("/v1/echo")
                .handler(context -> Answers.json(
                        context,
                        200,
                        new JsonObject().put("bytes", Bodies.of(context).length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cases/p/%2e%2e",
                "/v1/cases/p/..",
                "/v1/cases/./p/c",
                "/v1/cases/p/x%2Fy",
                "/v1/cases/p/x%2fy",
                "/v1/cases/p/x%5cy",
                "/v1/cases//p/c",
                "//v1/cases/p/c",
                "/v1/cases/p/%63",
                "/v1/cases/p/c%00",
                "/v1/cases/p/c%252e",
                "/v1/cases/p/c/"
            })
    void a_path_that_could_mean_another_is_404(String path) {
        assertThat(ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("urn:waymark:problem:not-found");
    }

    @Test
    void the_same_path_written_plainly_is_answered() {
        assertThat(ask("GET /v1/cases/p/c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_body_that_announces_too_much_is_413() {
        assertThat(ask("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("urn:waymark:problem:body-too-large")
                .contains("application/problem+json");
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() {
        String body = "x".repeat(1024 * 1024);
        assertThat(ask("POST /v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body))
                .contains("{\"bytes\":1048576}");
    }

    @Test
    void a_chunked_body_that_grows_too_large_is_413_and_the_rest_is_not_awaited() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.say("POST /v1/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
            for (int i = 0; i < 20; i++) {
                connection.say(chunk);
            }
            assertThat(connection.readAll()).startsWith("HTTP/1.1 413").contains("urn:waymark:problem:body-too-large");
        }
    }

    @Test
    void a_body_that_trickles_is_408_however_steadily() {
        try (RawConnection connection = new RawConnection(hasty.port())) {
            connection.say("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nab");
            assertThat(connection.readAll()).startsWith("HTTP/1.1 408").contains("urn:waymark:problem:body-too-slow");
        }
    }

    @Test
    void a_header_that_never_ends_is_cut_off() {
        try (RawConnection connection = new RawConnection(hasty.port())) {
            connection.say("GET /a/x HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            long start = System.nanoTime();
            while (connection.trySay("y") && System.nanoTime() - start < 30_000_000_000L) {
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_header_that_is_too_large_is_431() {
        assertThat(ask("GET /a/x HTTP/1.1\r\nHost: x\r\nX-Large: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("urn:waymark:problem:header-too-large");
    }

    @Test
    void a_target_that_is_too_long_is_414() {
        assertThat(ask("GET /a/" + "y".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.0 414");
    }

    @Test
    void what_is_not_http_is_400() {
        assertThat(ask("NONSENSE\r\n\r\n"))
                .startsWith("HTTP/1.0 400")
                .contains("urn:waymark:problem:request-malformed");
    }

    @Test
    void two_lengths_or_a_length_beside_chunks_are_refused() {
        assertThat(ask("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"))
                .startsWith("HTTP/1.1 400");
        assertThat(
                        ask(
                                "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void a_bad_escape_in_the_query_is_400() {
        assertThat(ask("GET /a/x?y=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 ")
                .doesNotContain("HTTP/1.1 500");
    }

    private static String ask(String request) {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.say(request).readAll();
        }
    }
}
