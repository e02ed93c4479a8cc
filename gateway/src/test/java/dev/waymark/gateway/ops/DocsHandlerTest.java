package dev.waymark.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.http.TestServer;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsHandlerTest {

    private static Vertx vertx;
    private static TestServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = TestServer.start(vertx, router -> new DocsHandler().mount(router));
    }

    @AfterAll
    static void stop() {
        server.close();
        vertx.close().await();
    }

    @Test
    void the_wire_contract_is_a_page_with_its_tables_and_contents() {
        String page = server.get("/docs").body();
        assertThat(page)
                .contains("<h1 id=\"waymark-wire-contract-version-1\">")
                .contains("<a href=\"#10a-the-measure\">10a The measure</a>")
                .contains("<h3 id=\"10a-the-measure\">")
                .contains("<td><code>prior-auth.info-requested</code></td>")
                .contains("Not in this version yet");
    }

    @Test
    void the_api_is_a_page_with_every_operation() {
        String page = server.get("/docs/api").body();
        assertThat(page)
                .contains("PUT /v1/programs/{program}/cases/{case}")
                .contains("id=\"postMilestones\"")
                .contains("evt-000123")
                .contains("id=\"schema-Tracker\"");
        assertThat(OpenApiRoutes.described()).hasSize(count(page, "<p class=\"who\">"));
    }

    @Test
    void openapi_is_served_as_it_is() {
        HttpResponse<String> answer = server.get("/openapi.yaml");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/api"})
    void a_page_has_no_script_nothing_from_elsewhere_and_no_dead_link(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'; style-src 'self'");
        assertThat(answer.body())
                .doesNotContain("<script")
                .doesNotContain("style=\"")
                .doesNotContain("src=\"");
        for (String link : links(answer.body())) {
            if (link.startsWith("#")) {
                assertThat(answer.body()).contains("id=\"" + link.substring(1) + "\"");
            } else {
                assertThat(link).startsWith("/");
                assertThat(server.get(link).statusCode()).as(link).isEqualTo(200);
            }
        }
    }

    private static List<String> links(String page) {
        List<String> links = new ArrayList<>();
        Matcher matcher = Pattern.compile("href=\"([^\"]*)\"").matcher(page);
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
        return links;
    }

    private static int count(String page, String part) {
        return page.split(Pattern.quote(part), -1).length - 1;
    }
}
