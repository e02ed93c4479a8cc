package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTurnOverTest {

    @TempDir
    private Path folder;

    @Test
    void an_administrator_has_new_keys_made_and_the_next_start_finds_them() {
        try (TestGateway gateway = new TestGateway(folder)) {
            assertThat(rotate(gateway, "oli").status()).isEqualTo(403);
            Answer made = rotate(gateway, "ada");
            assertThat(made.status()).isEqualTo(200);
            assertThat(states(made)).containsExactly("sig live", "sig announced", "enc live", "enc announced");
            assertThat(rotate(gateway, "ada").problem()).isEqualTo("rotation-under-way");
            assertThat(jwks(gateway)).hasSize(4);

            gateway.clocks.advance(Duration.ofHours(25));
            gateway.restart();
            Answer later = gateway.call(HttpMethod.GET, "/v1/admin/keys", gateway.signIn("ada"), Optional.empty());
            assertThat(states(later)).containsExactly("sig past", "sig live", "enc past", "enc live");
            assertThat(jwks(gateway)).hasSize(4);
        }
    }

    private static Answer rotate(TestGateway gateway, String user) {
        return gateway.call(HttpMethod.POST, "/v1/admin/keys/rotate", gateway.signIn(user), Optional.empty());
    }

    private static List<String> states(Answer answer) {
        return answer.json().getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .map(key -> key.getString("use") + " " + key.getString("state"))
                .toList();
    }

    private static JsonArray jwks(TestGateway gateway) {
        return gateway.call(HttpMethod.GET, "/.well-known/jwks.json", Map.of(), Optional.empty())
                .json()
                .getJsonArray("keys");
    }
}
