package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsHoldOnEveryRouteTest {

    private static final String INBOX = "/v1/notifications";

    @TempDir
    Path folder;

    @Test
    void past_its_limit_a_partner_is_told_when_to_come_again_and_the_others_go_on() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.restartWithin(1, 3);
            assertThat(gateway.enrol("orphan-x/C-1").status()).isEqualTo(201);
            assertThat(gateway.hub.get(gateway, INBOX).status()).isEqualTo(200);
            assertThat(gateway.hub.get(gateway, "/v1/whoami").status()).isEqualTo(200);

            assertLimited(gateway.enrol("orphan-x/C-2"));
            assertLimited(gateway.hub.get(gateway, INBOX));
            assertLimited(gateway.hub.get(gateway, "/v1/whoami"));
            assertThat(gateway.pharmacy.get(gateway, INBOX).status()).isEqualTo(200);

            gateway.clocks.advanceSteady(Duration.ofSeconds(1));
            assertThat(gateway.enrol("orphan-x/C-2").status())
                    .as("what was refused left nothing behind")
                    .isEqualTo(201);
            assertLimited(gateway.hub.get(gateway, INBOX));
        }
    }

    @Test
    void what_does_not_verify_spends_nothing_of_a_partners_limit() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.restartWithin(1, 2);
            Map<String, String> otherPath = gateway.hub.signed(gateway, "/v1/whoami");
            for (int i = 0; i < 5; i++) {
                Answer answer = gateway.call(HttpMethod.GET, INBOX, otherPath, Optional.empty());
                assertThat(answer.problem()).isEqualTo("signature-invalid");
            }
            assertThat(gateway.hub.get(gateway, INBOX).status()).isEqualTo(200);
            assertThat(gateway.hub.get(gateway, INBOX).status()).isEqualTo(200);
            assertLimited(gateway.hub.get(gateway, INBOX));
        }
    }

    private static void assertLimited(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo("rate-limited");
        assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
    }
}
