package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.pg.FullDisk;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFullTest {

    private static final String CASE = "orphan-x/C-1001";

    @TempDir
    Path folder;

    @Test
    void while_the_databases_disk_is_full_the_gateway_is_not_ready_and_says_why() {
        try (ProgramLog log = new ProgramLog();
                TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol(CASE);
            assertThat(ready(gateway).status()).isEqualTo(200);

            FullDisk.CAUSES.forEach(sql -> Sql.execute(gateway.database, sql));
            assertThat(post(gateway).problem()).isEqualTo("unavailable");
            Answer full = ready(gateway);
            assertThat(full.status()).isEqualTo(503);
            assertThat(full.json().getJsonObject("parts").getJsonObject("database"))
                    .isEqualTo(
                            new JsonObject().put("status", "down").put("note", "refuses to write: disk full (53100)"));
            assertThat(log.text())
                    .contains("the database refuses to write: disk full (53100)")
                    .doesNotContain("planted");

            FullDisk.ENDS.forEach(sql -> Sql.execute(gateway.database, sql));
            assertThat(ready(gateway).status()).isEqualTo(200);
            assertThat(post(gateway).status()).isEqualTo(202);
        }
    }

    private static Answer ready(TestGateway gateway) {
        gateway.clocks.advance(Duration.ofSeconds(2));
        return gateway.call(HttpMethod.GET, "/health/ready", Map.of("Host", "localhost"), Optional.empty());
    }

    private static Answer post(TestGateway gateway) {
        return gateway.hub.milestone(
                gateway,
                gateway.hub.event("evt-1", "referral.received", CASE, gateway.clocks.business(), new JsonObject()));
    }
}
