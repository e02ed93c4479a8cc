package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {

    /** What the page loads, and what its modules import. */
    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/console/[^\"]+)\"|from '(\\.[^']+\\.js)'");

    private static final int FIRST_LOAD = 300 * 1024;

    @TempDir
    Path folder;

    @Test
    void every_file_of_the_page_is_served_under_a_policy_that_runs_no_other_script() {
        try (TestGateway gateway = new TestGateway(folder)) {
            Set<String> seen = new HashSet<>(Set.of("/console"));
            Deque<String> next = new ArrayDeque<>(seen);
            while (!next.isEmpty()) {
                String at = next.pop();
                Answer file = get(gateway, at, Map.of());
                assertThat(file.status()).as(at).isEqualTo(200);
                assertThat(file.headers().get("Content-Security-Policy"))
                        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;")
                        .doesNotContain("unsafe")
                        .contains("frame-ancestors 'none'");
                assertThat(file.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(file.body()).doesNotContain("innerHTML").doesNotContain("insertAdjacentHTML");
                assertThat(file.body())
                        .doesNotContainPattern("<script(?![^>]* src=)")
                        .doesNotContain("style=\"");
                Matcher files = FILE.matcher(file.body());
                while (files.find()) {
                    String path = files.group(1) == null
                            ? URI.create(at).resolve(files.group(2)).getPath()
                            : files.group(1);
                    if (seen.add(path)) {
                        next.add(path);
                    }
                }
            }
            assertThat(seen)
                    .contains(
                            "/console/app.js", "/console/feed/feed.js", "/console/style/base.css", "/console/icon.svg");
            int packed = 0;
            for (String file : seen) {
                Answer answer = get(gateway, file, Map.of("Accept-Encoding", "gzip"));
                assertThat(answer.headers().get("Content-Encoding")).isEqualTo("gzip");
                packed += Integer.parseInt(answer.headers().get("Content-Length"));
            }
            assertThat(packed).as("the first load, compressed").isLessThan(FIRST_LOAD);
        }
    }

    @Test
    void a_file_that_is_the_same_is_not_sent_again() {
        try (TestGateway gateway = new TestGateway(folder)) {
            String tag = get(gateway, "/console/app.js", Map.of()).headers().get("ETag");
            Answer again = get(gateway, "/console/app.js", Map.of("If-None-Match", tag));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void the_words_of_the_console_are_of_the_programs_of_who_is_signed_in() {
        try (TestGateway gateway = new TestGateway(folder)) {
            assertThat(get(gateway, "/console/session", Map.of()).status()).isEqualTo(401);
            JsonObject maria =
                    get(gateway, "/console/session", gateway.signIn("maria")).json();
            assertThat(maria.getString("name")).isEqualTo("Maria Lopez");
            assertThat(maria.getJsonObject("partners").fieldNames()).contains("acme-hub", "rx-one");
            assertThat(maria.getJsonArray("programs").getJsonObject(0).getJsonObject("target"))
                    .isEqualTo(new JsonObject().put("within", "PT24H").put("rate", 0.98));
            assertThat(maria.getJsonObject("milestones").getString("prior-auth.info-requested"))
                    .isEqualTo("Prior authorization: more information requested");
            assertThat(maria.getJsonObject("actions").fieldNames()).contains("provide-information");
            JsonObject oli =
                    get(gateway, "/console/session", gateway.signIn("oli")).json();
            assertThat(oli.getJsonObject("partners")).isEmpty();
        }
    }

    private static Answer get(TestGateway gateway, String target, Map<String, String> headers) {
        return gateway.call(HttpMethod.GET, target, headers, Optional.empty());
    }
}
