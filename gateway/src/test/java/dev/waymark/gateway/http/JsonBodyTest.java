package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private static Vertx vertx;
    private static TestServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = TestServer.start(vertx, router -> {
            router.post("/json")
                    .handler(context -> Answers.json(
                            context,
                            200,
                            new JsonObject().put("is", JsonBody.of(context).toString())));
            router.post("/form")
                    .handler(
                            context -> context.end(Form.of(context).text("code").orElse("none")));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json ; CHARSET=\"utf-8\"",
                "application/json;"
            })
    void json_in_utf_8_is_taken_however_it_is_named(String mediaType) {
        assertThat(server.post("/json", mediaType, "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json; charset=latin1",
                "application/json; charset=utf-16",
                "application/json; profile=x",
                "application/json, text/plain",
                "application/jsonx",
                "application/x-www-form-urlencoded"
            })
    void anything_else_is_415_and_says_what_is_taken(String mediaType) {
        HttpResponse<String> answer = server.post("/json", mediaType, "{}");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("urn:waymark:problem:media-type");
        assertThat(answer.headers().firstValue("Accept")).contains("application/json");
    }

    @Test
    void no_media_type_at_all_is_415() {
        HttpResponse<String> answer = server.send(
                HttpRequest.newBuilder(server.uri("/json")).POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void a_content_encoding_is_415() {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/json"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void a_body_that_is_not_json_is_400() {
        HttpResponse<String> answer = server.post("/json", "application/json", "{");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:waymark:problem:body-malformed");
    }

    @Test
    void a_form_of_a_page_without_javascript_is_read() {
        assertThat(server.post("/form", "application/x-www-form-urlencoded", "x=1&code=12+34%C3%A9")
                        .body())
                .isEqualTo("12 34é");
        assertThat(server.post("/form", "application/x-www-form-urlencoded", "code=%zz")
                        .statusCode())
                .isEqualTo(400);
    }
}
