package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedByRoleTest {

    private static final List<String> CALLERS =
            List.of("manager", "supervisor", "operator", "admin", "staff", "owner", "stranger", "nobody");

    @TempDir
    Path folder;

    @Test
    void each_route_of_messages_and_dead_letters_is_for_its_roles_alone() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            gateway.pharmacy.endpoint.answers(one -> new FarSide.Reply(404, ""));
            gateway.hub.milestone(
                    gateway,
                    gateway.hub.event(
                            "evt-1", "referral.received", People.CASE, gateway.clocks.business(), new JsonObject()));
            for (int i = 0; i < 12 && Sql.count(gateway, "notification where state = 'dead'") == 0; i++) {
                LaneRest.await(gateway);
                gateway.clocks.advance(Duration.ofMinutes(73));
            }
            String id = gateway.pharmacy.endpoint.received().get(0).id();

            Map<String, List<Integer>> table = new TreeMap<>();
            //                                                 manager supervisor operator admin staff owner stranger
            // nobody
            table.put("GET /v1/notifications/" + id, List.of(200, 200, 200, 404, 200, 200, 404, 401));
            table.put("GET /v1/notifications/" + unknown(id), List.of(404, 404, 404, 404, 404, 404, 404, 401));
            table.put("GET /v1/dead-letters", List.of(403, 403, 200, 403, 403, 401, 401, 401));
            table.put("GET /v1/dead-letters/" + id, List.of(403, 403, 200, 403, 403, 401, 401, 401));
            table.put("GET /v1/dead-letters/" + unknown(id), List.of(403, 403, 404, 403, 403, 401, 401, 401));
            table.put("POST /v1/dead-letters/resend", List.of(403, 403, 200, 403, 403, 401, 401, 401));
            table.put("POST /v1/notifications/" + id + "/resend", List.of(200, 200, 404, 404, 404, 401, 401, 401));
            table.put("POST /v1/dead-letters/" + id + "/resend", List.of(403, 403, 200, 403, 403, 401, 401, 401));

            SoftAssertions all = new SoftAssertions();
            table.forEach((route, statuses) -> {
                for (int i = 0; i < CALLERS.size(); i++) {
                    all.assertThat(call(gateway, CALLERS.get(i), route).status())
                            .as(CALLERS.get(i) + " " + route)
                            .isEqualTo(statuses.get(i));
                }
            });
            all.assertAll();
        }
    }

    @Test
    void what_may_not_be_seen_is_answered_as_what_does_not_exist() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            String id = gateway.pharmacy.endpoint.received().get(0).id();
            for (String caller : List.of("admin", "stranger")) {
                assertThat(call(gateway, caller, "GET /v1/notifications/" + id).body())
                        .isEqualTo(call(gateway, caller, "GET /v1/notifications/" + unknown(id))
                                .body());
            }
        }
    }

    private static String unknown(String id) {
        return id.substring(0, id.length() - 4) + (id.endsWith("0000") ? "1111" : "0000");
    }

    private static Answer call(TestGateway gateway, String caller, String route) {
        HttpMethod method = HttpMethod.valueOf(route.substring(0, route.indexOf(' ')));
        String target = route.substring(route.indexOf(' ') + 1);
        Optional<Buffer> body = target.equals("/v1/dead-letters/resend")
                ? Optional.of(new JsonObject().put("lane", "email").toBuffer())
                : Optional.empty();
        Map<String, String> headers = new HashMap<>(headers(gateway, caller, method, target, body));
        body.ifPresent(any -> headers.putIfAbsent("Content-Type", "application/json"));
        return gateway.call(method, target, headers, body);
    }

    private static Map<String, String> headers(
            TestGateway gateway, String caller, HttpMethod method, String target, Optional<Buffer> body) {
        return switch (caller) {
            case "manager" -> Signed.in(gateway, "maria");
            case "supervisor" -> Signed.in(gateway, "sam");
            case "operator" -> Signed.in(gateway, "oli");
            case "admin" -> Signed.in(gateway, "ada");
            case "staff" -> Signed.in(gateway, "rita");
            case "owner" -> signed(gateway, gateway.pharmacy, method, target, body);
            case "stranger" -> signed(gateway, gateway.stranger, method, target, body);
            default -> Map.of();
        };
    }

    private static Map<String, String> signed(
            TestGateway gateway, TestPartner partner, HttpMethod method, String target, Optional<Buffer> body) {
        return body.map(bytes -> partner.signed(gateway, method, target, "application/json", bytes))
                .orElseGet(() -> partner.signed(gateway, target));
    }
}
