package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersAcknowledgmentTest {

    @TempDir
    Path folder;

    @Test
    void a_strangers_acknowledgment_is_not_found_whatever_it_says() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            String notification = gateway.pharmacy
                    .get(gateway, "/v1/notifications?status=all")
                    .json()
                    .getJsonArray("notifications")
                    .getJsonObject(0)
                    .getString("notification");
            String target = "/v1/notifications/" + notification + "/acknowledgment";
            JsonObject faulty = new JsonObject().put("who", "Jane Roe");

            assertThat(gateway.stranger.post(gateway, target, faulty).status()).isEqualTo(404);
            assertThat(gateway.pharmacy.post(gateway, target, faulty).status()).isEqualTo(422);
        }
    }
}
