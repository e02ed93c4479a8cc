package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static Vertx vertx;
    private static TestServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = TestServer.start(vertx, router -> router.post("/form")
                .handler(context -> context.end(Form.of(context).text("answer").orElse("none"))));
    }

    @AfterAll
    static void stop() {
        server.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "answer=caf%C3%A9, café",
        "answer=caf%c3%a9, café",
        "answer=café, café",
        "answer=a+%F0%9F%9A%9A%21b, a 🚚!b",
        "answer=%EF%BF%BD, \uFFFD",
        "x=1&answer=%25C3, %C3"
    })
    void bytes_of_utf_8_are_read_however_they_are_written(String body, String text) {
        HttpResponse<String> answer = server.post("/form", FORM, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "answer=caf%E9, 11",
        "answer=a%ED%A0%80b, 9",
        "answer=%C3%A9%C3, 14",
        "answer=%C3x%A9, 8",
        "answer=%C0%AF, 8",
        "answer=%F4%90%80%80, 8",
        "%FF=1, 1"
    })
    void bytes_that_are_no_utf_8_are_refused_at_their_place(String body, int column) {
        HttpResponse<String> answer = server.post("/form", FORM, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("urn:waymark:problem:body-malformed", "this is not UTF-8 (line 1, column " + column + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer=%", "answer=%4", "answer=%zz", "answer=%C3%", "answer=%C3%A", "answer=%-1"})
    void half_an_escape_is_refused(String body) {
        HttpResponse<String> answer = server.post("/form", FORM, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:waymark:problem:body-malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM + "; charset=iso-8859-1", "multipart/form-data; boundary=x", "text/plain"})
    void another_charset_or_media_type_is_415(String mediaType) {
        assertThat(server.post("/form", mediaType, "answer=caf%E9").statusCode())
                .isEqualTo(415);
    }
}
