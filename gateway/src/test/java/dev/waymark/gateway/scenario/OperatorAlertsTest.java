package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorAlertsTest {

    private static final String TARGET = "/v1/operator-alerts";

    @TempDir
    Path folder;

    @Test
    void operators_and_nobody_else_see_what_became_of_endpoints_and_nothing_of_a_case() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            gateway.pharmacy.endpoint.answers(received -> new FarSide.Reply(410, ""));
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            await().until(() -> Sql.count(gateway, "operator_alert") == 1);
            gateway.pharmacy.endpoint.answers(received -> FarSide.Reply.OK);
            assertThat(gateway.call(
                                    HttpMethod.POST,
                                    "/v1/admin/partners/rx-one/webhook/test",
                                    gateway.signIn("ada"),
                                    Optional.empty())
                            .status())
                    .isEqualTo(200);
            await().until(() -> Sql.count(gateway, "operator_alert") == 2);

            for (String user : new String[] {"maria", "sam", "ada", "rita"}) {
                Answer refused = get(gateway, gateway.signIn(user));
                assertThat(refused.status()).as(user).isEqualTo(403);
                assertThat(refused.body()).doesNotContain("rx-one");
            }
            assertThat(get(gateway, Map.of()).status()).isEqualTo(401);
            assertThat(get(gateway, gateway.pharmacy.signed(gateway, TARGET)).status())
                    .isEqualTo(401);

            Answer seen = get(gateway, gateway.signIn("oli"));
            assertThat(seen.status()).isEqualTo(200);
            JsonArray alerts = seen.json().getJsonArray("alerts");
            assertThat(alerts.stream().map(one -> ((JsonObject) one).getString("kind")))
                    .containsExactlyInAnyOrder("endpoint-closed", "endpoint-reopened");
            for (Object one : alerts) {
                assertThat(((JsonObject) one).fieldNames()).containsExactlyInAnyOrder("at", "kind", "about", "code");
                assertThat(((JsonObject) one).getString("about")).isEqualTo("webhook/rx-one");
            }
            assertThat(seen.body()).contains("http-410").doesNotContain("C-1001", "orphan-x", "evt-1");
        }
    }

    private static Answer get(TestGateway gateway, Map<String, String> headers) {
        return gateway.call(HttpMethod.GET, TARGET, headers, Optional.empty());
    }
}
