package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisabledPartnersStaffTest {

    private static final String INBOX = "/v1/notifications?status=all";

    @TempDir
    Path folder;

    @Test
    void who_works_at_a_partner_that_was_disabled_reads_and_acknowledges_nothing_more() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            Map<String, String> rita = gateway.signIn("rita");
            Answer inbox = get(gateway, INBOX, rita);
            assertThat(inbox.status()).isEqualTo(200);
            String notification =
                    inbox.json().getJsonArray("notifications").getJsonObject(0).getString("notification");
            assertThat(get(gateway, "/v1/programs/orphan-x/cases/C-1001", rita).status())
                    .isEqualTo(200);

            assertThat(send(gateway, HttpMethod.PUT, "/v1/admin/partners/rx-one", gateway.signIn("ada"), disabled())
                            .status())
                    .isEqualTo(200);

            await().until(() -> get(gateway, INBOX, rita).status() == 404);
            assertThat(get(gateway, "/v1/programs/orphan-x/cases/C-1001", rita).status())
                    .isEqualTo(404);
            JsonObject words = new JsonObject().put("by", "Rita Roe");
            assertThat(send(
                                    gateway,
                                    HttpMethod.POST,
                                    "/v1/notifications/" + notification + "/acknowledgment",
                                    rita,
                                    words)
                            .status())
                    .isEqualTo(404);
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isZero();
        }
    }

    private static JsonObject disabled() {
        return new JsonObject()
                .put("name", "Rx One")
                .put("roles", new JsonArray().add("specialty_pharmacy"))
                .put("programs", new JsonArray().add("orphan-x"))
                .put("disabled", true);
    }

    private static Answer get(TestGateway gateway, String target, Map<String, String> headers) {
        return gateway.call(HttpMethod.GET, target, headers, Optional.empty());
    }

    private static Answer send(
            TestGateway gateway, HttpMethod method, String target, Map<String, String> headers, JsonObject body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return gateway.call(method, target, all, Optional.of(body.toBuffer()));
    }
}
