package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.Secret;
import dev.waymark.channels.webhook.StandardWebhooks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextStatusTest {

    private static final String PATH = "/v1/sms/main/status";

    @TempDir
    Path folder;

    private int callbacks;

    @Test
    void a_status_goes_only_forward_and_one_that_failed_is_told_to_the_managers_once() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            String delivered = sent(gateway, 0);
            for (String status : new String[] {"sent", "queued", "delivered", "failed", "sent"}) {
                assertThat(tell(gateway, delivered, status).status()).isEqualTo(200);
            }
            assertThat(Sql.count(
                            gateway, "notification where id = '" + delivered + "' and provider_status = 'delivered'"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "alert where kind = 'delivery-failed'"))
                    .isZero();

            String failed = sent(gateway, 1);
            tell(gateway, failed, "failed");
            tell(gateway, failed, "failed");
            assertThat(Sql.count(gateway, "alert where kind = 'delivery-failed'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_the_provider_did_not_sign_or_cannot_know_is_refused_and_leaves_no_trace() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            String text = sent(gateway, 0);
            JsonObject status = status(text, "delivered");
            Instant now = gateway.now();
            String other = "whsec_" + "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXI=";

            assertThat(signed(gateway, PATH, "CB-1", now, other, status).problem())
                    .isEqualTo("signature-invalid");
            assertThat(signed(gateway, PATH, "CB-1", now.minusSeconds(301), TestGateway.SECRET, status)
                            .problem())
                    .isEqualTo("signature-expired");
            assertThat(gateway.call(
                                    HttpMethod.POST,
                                    PATH,
                                    Map.of("Content-Type", "application/json"),
                                    Optional.of(status.toBuffer()))
                            .status())
                    .isEqualTo(401);
            assertThat(gateway.providerCalls("/v1/sms/other/status", "CB-1", status)
                            .status())
                    .isEqualTo(404);
            assertThat(gateway.providerCalls(PATH, text, status).problem()).isEqualTo("signature-replayed");
            assertThat(gateway.providerCalls(PATH, "CB-1", status.copy().put("price", "1"))
                            .status())
                    .isEqualTo(422);
            assertThat(gateway.providerCalls(PATH, "CB-1", status(text, "read")).status())
                    .isEqualTo(422);
            assertThat(gateway.providerCalls(PATH, "CB-1", status(new UUID(1, 2).toString(), "sent"))
                            .status())
                    .isEqualTo(404);
            assertThat(Sql.count(gateway, "text_callback")).isZero();
            assertThat(Sql.count(gateway, "notification where provider_status is not null"))
                    .isZero();
            assertThat(signed(gateway, PATH, "CB-1", now.minusSeconds(299), TestGateway.SECRET, status)
                            .status())
                    .isEqualTo(200);
        }
    }

    private Answer tell(TestGateway gateway, String notification, String status) {
        return gateway.providerCalls(PATH, "CB-" + ++callbacks, status(notification, status));
    }

    private static String sent(TestGateway gateway, int n) {
        return gateway.provider.received().get(n).json().getString("id");
    }

    private static JsonObject status(String notification, String status) {
        return new JsonObject().put("id", notification).put("status", status);
    }

    private static Answer signed(
            TestGateway gateway, String path, String id, Instant at, String secret, JsonObject body) {
        Buffer bytes = body.toBuffer();
        return gateway.call(
                HttpMethod.POST,
                path,
                Map.of(
                        "Content-Type",
                        "application/json",
                        StandardWebhooks.ID,
                        id,
                        StandardWebhooks.TIMESTAMP,
                        Long.toString(at.getEpochSecond()),
                        StandardWebhooks.SIGNATURE,
                        StandardWebhooks.sign(new Secret(secret), id, at, bytes.getBytes())),
                Optional.of(bytes));
    }
}
