package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.MountedRoutes;
import dev.waymark.gateway.ops.OpenApiRoutes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Request by request: each person's role, partners' systems and nobody, on every route that is mounted. */
class EveryRoleOnEveryRouteTest {

    private static final List<String> CALLERS =
            List.of("", "nora", "maria", "sam", "oli", "ada", "rita", "rx-one", "rx-two");

    /**
     * 404 where there is no such object for them, 422 where what they sent is not all that is asked for: both are past the
     * question of who. Of the partners one is on the case, and the other on none. Probes and
     * figures are open on the loopback alone.
     */
    private static final String TABLE = """
                nobody, no role, case-manager, supervisor, operator, admin, partner's staff, partner, another
            DELETE /console/handovers/{}             | 401 403 404 404 403 403 403 401 401
            DELETE /console/snoozes/{}               | 401 403 404 404 403 403 403 401 401
            DELETE /v1/admin/partners/{}             | 401 403 403 403 403 404 403 401 401
            DELETE /v1/admin/partners/{}/keys/{}     | 401 403 403 403 403 404 403 401 401
            GET /.well-known/jwks.json               | 200 200 200 200 200 200 200 200 200
            GET /a.css                               | 200 200 200 200 200 200 200 200 200
            GET /a/{}                                | 404 404 404 404 404 404 404 404 404
            GET /console                             | 200 200 200 200 200 200 200 200 200
            GET /console/app.js                      | 200 200 200 200 200 200 200 200 200
            GET /console/cases                       | 401 403 200 200 403 403 200 401 401
            GET /console/desk                        | 401 403 200 200 403 403 403 401 401
            GET /console/handovers                   | 401 403 200 200 403 403 403 401 401
            GET /console/handovers/size              | 401 403 422 422 403 403 403 401 401
            GET /console/session                     | 401 403 200 200 200 200 200 401 401
            GET /docs                                | 200 200 200 200 200 200 200 200 200
            GET /docs/api                            | 200 200 200 200 200 200 200 200 200
            GET /docs/style.css                      | 200 200 200 200 200 200 200 200 200
            GET /health/live                         | 200 200 200 200 200 200 200 200 200
            GET /health/ready                        | 200 200 200 200 200 200 200 200 200
            GET /metrics                             | 200 200 200 200 200 200 200 200 200
            GET /openapi.yaml                        | 200 200 200 200 200 200 200 200 200
            GET /u/{}                                | 404 404 404 404 404 404 404 404 404
            GET /v1/admin/keys                       | 401 403 403 403 403 200 403 401 401
            GET /v1/admin/master-key/rotate          | 401 403 403 403 403 200 403 401 401
            GET /v1/admin/partners                   | 401 403 403 403 403 200 403 401 401
            GET /v1/admin/partners/{}                | 401 403 403 403 403 404 403 401 401
            GET /v1/alerts                           | 401 403 400 400 400 400 400 401 401
            GET /v1/cases                            | 401 403 200 200 200 200 200 401 401
            GET /v1/dead-letters                     | 401 403 403 403 200 403 403 401 401
            GET /v1/dead-letters/{}                  | 401 403 403 403 404 403 403 401 401
            GET /v1/notifications                    | 401 403 422 422 404 404 200 200 200
            GET /v1/notifications/{}                 | 401 403 404 404 404 404 404 404 404
            GET /v1/operator-alerts                  | 401 403 403 403 200 403 403 401 401
            GET /v1/programs/{}/cases/{}             | 401 403 200 200 404 404 200 200 404
            GET /v1/programs/{}/cases/{}/messages    | 401 403 200 200 404 404 200 200 404
            GET /v1/programs/{}/cases/{}/timeline    | 401 403 200 200 404 404 200 401 401
            GET /v1/responsiveness                   | 401 403 200 200 200 200 200 200 200
            GET /v1/responsiveness/distribution      | 401 403 200 200 200 200 200 200 200
            GET /v1/responsiveness/tasks             | 401 403 200 200 200 200 200 200 200
            GET /v1/whoami                           | 401 401 401 401 401 401 401 200 200
            POST /a/{}                               | 415 415 415 415 415 415 415 415 415
            POST /console/handovers                  | 401 403 422 422 403 403 403 401 401
            POST /u/{}                               | 404 404 404 404 404 404 404 404 404
            POST /v1/admin/cases/{}/{}/forget        | 401 403 403 403 403 404 403 401 401
            POST /v1/admin/keys/rotate               | 401 403 403 403 403 200 403 401 401
            POST /v1/admin/master-key/rotate         | 401 403 403 403 403 202 403 401 401
            POST /v1/admin/partners                  | 401 403 403 403 403 422 403 401 401
            POST /v1/admin/partners/{}/keys          | 401 403 403 403 403 404 403 401 401
            POST /v1/admin/partners/{}/webhook/test  | 401 403 403 403 403 404 403 401 401
            POST /v1/dead-letters/resend             | 401 403 403 403 422 403 403 401 401
            POST /v1/dead-letters/{}/resend          | 401 403 403 403 404 403 403 401 401
            POST /v1/milestones                      | 401 401 401 401 401 401 401 415 415
            POST /v1/notifications/{}/acknowledgment | 401 403 404 404 404 404 404 404 404
            POST /v1/notifications/{}/resend         | 401 403 404 404 404 404 404 401 401
            POST /v1/programs/{}/cases/{}/messages   | 401 403 422 422 404 404 422 422 404
            POST /v1/sessions                        | 422 422 422 422 422 422 422 422 422
            POST /v1/sms/{}/inbound                  | 404 404 404 404 404 404 404 404 404
            POST /v1/sms/{}/status                   | 404 404 404 404 404 404 404 404 404
            POST /v1/tasks/{}/status                 | 401 403 404 404 404 404 404 404 404
            PUT /console/desk/seen                   | 401 403 204 204 403 403 403 401 401
            PUT /console/snoozes/{}                  | 401 403 404 404 403 403 403 401 401
            PUT /v1/admin/partners/{}                | 401 403 403 403 403 404 403 401 401
            PUT /v1/programs/{}/cases/{}             | 401 401 401 401 401 401 401 403 403
            DELETE /v1/sessions/current              | 401 204 204 204 204 204 204 401 401
            """;

    @TempDir
    Path folder;

    @Test
    void each_route_answers_its_roles_and_refuses_all_others() throws Exception {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            Map<String, String> expected = expected();
            assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(routes(gateway));
            SoftAssertions all = new SoftAssertions();
            expected.forEach((route, statuses) -> all.assertThat(CALLERS.stream()
                            .map(caller -> Integer.toString(call(gateway, caller, route)))
                            .collect(Collectors.joining(" ")))
                    .as(route)
                    .isEqualTo(statuses));
            all.assertAll();
        }
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        TABLE.lines().filter(line -> line.contains("|")).forEach(line -> {
            String[] parts = line.split("\\|", -1);
            expected.put(parts[0].strip(), parts[1].strip());
        });
        return expected;
    }

    /** Of the console's own files one stands for all. */
    private List<String> routes(TestGateway gateway) throws IOException, TimeoutException {
        Path other = Files.createDirectory(folder.resolve("mounted"));
        return MountedRoutes.read(gateway.vertx, other, OpenApiRoutes::running).stream()
                .filter(route -> !route.matches("GET /console/.*\\.[a-z0-9]+") || route.equals("GET /console/app.js"))
                .toList();
    }

    private static int call(TestGateway gateway, String caller, String route) {
        HttpMethod method = HttpMethod.valueOf(route.substring(0, route.indexOf(' ')));
        String target = target(route.substring(route.indexOf(' ') + 1));
        Optional<Buffer> body =
                method.equals(HttpMethod.GET) ? Optional.empty() : Optional.of(new JsonObject().toBuffer());
        Map<String, String> headers = new HashMap<>(headers(gateway, caller, method, target, body));
        body.ifPresent(any -> headers.put("Content-Type", "application/json"));
        return gateway.call(method, target, headers, body).status();
    }

    private static Map<String, String> headers(
            TestGateway gateway, String caller, HttpMethod method, String target, Optional<Buffer> body) {
        return switch (caller) {
            case "" -> Map.of();
            case "rx-one" -> signed(gateway, gateway.pharmacy, method, target, body);
            case "rx-two" -> signed(gateway, gateway.stranger, method, target, body);
            default -> Signed.in(gateway, caller);
        };
    }

    private static Map<String, String> signed(
            TestGateway gateway, TestPartner partner, HttpMethod method, String target, Optional<Buffer> body) {
        return body.map(bytes -> partner.signed(gateway, method, target, "application/json", bytes))
                .orElseGet(() -> partner.signed(gateway, target));
    }

    private static String target(String path) {
        return path.replace("/programs/{}/cases/{}", "/programs/orphan-x/cases/C-1001")
                .replace("{}", "x");
    }
}
