package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.pg.DatabaseUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemHandlerTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    static Stream<Throwable> away() {
        return Stream.of(
                new DatabaseUnavailable("away", new IllegalStateException()),
                refused("08006"),
                refused("53300"),
                refused("57P01"),
                refused("25006"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void while_the_database_is_away_the_same_may_be_sent_again(Throwable failure) {
        HttpResponse<String> answer = answerTo(failure);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("urn:waymark:problem:unavailable");
    }

    @Test
    void a_bug_is_logged_once_and_the_caller_is_told_its_id_alone() {
        try (RecordedLog log = new RecordedLog()) {
            HttpResponse<String> answer = answerTo(refused("23505"));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("23505").doesNotContain("planted");
            List<String> errors = log.lines().stream()
                    .filter(line -> line.startsWith("ERROR"))
                    .toList();
            assertThat(errors).hasSize(1);
            assertThat(errors.get(0)).contains("sqlstate=23505").doesNotContain("planted");
            String id = errors.get(0).replaceFirst(".*error=([0-9a-f-]{36}).*", "$1");
            assertThat(answer.body()).contains(id);
        }
    }

    @Test
    void a_problem_keeps_its_headers_faults_and_members() {
        HttpResponse<String> answer = answerTo(Problem.invalid("/data/note", "must be a text")
                .withExtension("signatureBase", "\"@method\": GET")
                .withHeader("X-Hint", "yes"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("X-Hint")).contains("yes");
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("signatureBase")).isEqualTo("\"@method\": GET");
        assertThat(body.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/data/note");
    }

    private HttpResponse<String> answerTo(Throwable failure) {
        try (TestServer server = TestServer.start(vertx, router -> router.get("/")
                .handler(context -> Answers.of(context, Future.failedFuture(failure))))) {
            return server.get("/");
        }
    }

    private static PgException refused(String state) {
        return new PgException("planted", "ERROR", state, "planted detail");
    }
}
